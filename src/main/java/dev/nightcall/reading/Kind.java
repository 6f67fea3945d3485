package dev.nightcall.reading;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What a message turned out to be. */
public enum Kind {
    /** It says that something broke, or is well again. */
    ALERT,
    /** A pattern knows it for something that phones nobody: an acknowledgement, a downtime, a digest, a bounce. */
    NOT_AN_ALERT,
    /** No pattern knows it. It becomes an alert of Nightcall itself, so that somebody looks. */
    UNKNOWN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
