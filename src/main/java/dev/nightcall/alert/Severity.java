package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How bad it is: the four severities of PagerDuty's Events API v2, in rising order. */
public enum Severity {
    INFO, WARNING, ERROR, CRITICAL;

    /** @throws IllegalArgumentException naming the four words, when {@code word} is none of them (case does not matter) */
    @JsonCreator
    public static Severity of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equalsIgnoreCase(word.strip())) {
                return severity;
            }
        }
        throw new IllegalArgumentException("must be critical, error, warning or info");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isHigherThan(Severity other) {
        return compareTo(other) > 0;
    }
}
