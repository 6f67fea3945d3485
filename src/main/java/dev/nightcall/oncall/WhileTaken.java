package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** About what of all that is new in an incident its holder is phoned. Channels are told of it in any case. */
public enum WhileTaken {
    /** About everything: at once when it is worse than what they know of, the rest bundled. */
    NEW,
    /** Only about what is worse than what they know of. */
    WORSE,
    /** About nothing. */
    TELL;

    /** @throws IllegalArgumentException when {@code word} is none of the three */
    @JsonCreator
    public static WhileTaken of(String word) {
        for (WhileTaken mode : values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("must be new, worse or tell");
    }

    /** For people. */
    public String says() {
        return "whoever takes it is " + switch (this) {
            case NEW -> "phoned about what is new in it: at once when it is worse, otherwise every 10 minutes at most";
            case WORSE -> "phoned about what is worse in it, and not about what else is new";
            case TELL -> "not phoned about what is new in it";
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
