package dev.nightcall.incident;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** Whether somebody still has to be found for an incident. */
public enum Status {
    OPEN, ACKNOWLEDGED, RESOLVED;

    /** @throws IllegalArgumentException naming the three words */
    public static Status of(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("must be open, acknowledged or resolved");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
