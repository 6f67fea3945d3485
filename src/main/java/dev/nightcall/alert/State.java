package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What a monitor says of a thing. */
public enum State {
    /** It is broken. */
    FIRING,
    /** It is well again. */
    RESOLVED,
    /** It is broken, and somebody has said at the monitor that they have it. */
    ACKNOWLEDGED,
    /** Something that is no alert: a downtime, a comment, a digest. It is kept, and phones nobody. */
    NOTE;

    /** @throws IllegalArgumentException naming the words, when {@code word} is none of them (case does not matter) */
    @JsonCreator
    public static State of(String word) {
        for (State state : values()) {
            if (state.word().equalsIgnoreCase(word.strip())) {
                return state;
            }
        }
        throw new IllegalArgumentException("must be firing, resolved, acknowledged or note");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
