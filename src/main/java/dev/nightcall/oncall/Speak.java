package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What of an alert is spoken on the telephone, once a digit has said that somebody listens. */
public enum Speak {
    /** What it is about, how bad it is, and what the monitor says of it. */
    SUMMARY,
    /** What it is about and how bad it is: the system, the host and the service. */
    NAMES;

    /** @throws IllegalArgumentException when {@code word} is none of the two */
    @JsonCreator
    public static Speak of(String word) {
        for (Speak speak : values()) {
            if (speak.word().equals(word)) {
                return speak;
            }
        }
        throw new IllegalArgumentException("must be summary or names");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
