package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What a monitor says of a thing: it is broken, or it is well again. */
public enum State {
    FIRING, RESOLVED;

    /** @throws IllegalArgumentException naming the two words, when {@code word} is neither (case does not matter) */
    @JsonCreator
    public static State of(String word) {
        for (State state : values()) {
            if (state.word().equalsIgnoreCase(word.strip())) {
                return state;
            }
        }
        throw new IllegalArgumentException("must be firing or resolved");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
