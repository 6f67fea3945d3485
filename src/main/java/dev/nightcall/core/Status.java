package dev.nightcall.core;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** Whether somebody still has to be found for an incident. */
public enum Status {
    OPEN, ACKNOWLEDGED,
    /** Whatever fires in it is held by a suppression: nobody is called, and it comes back. */
    SUPPRESSED,
    RESOLVED;

    /** @throws IllegalArgumentException naming the four words */
    public static Status of(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("must be open, acknowledged, suppressed or resolved");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
