package dev.nightcall.oncall.check;

import java.time.Duration;
import java.time.Instant;

/** A time with a beginning and an end. @param to exclusive, after {@code from} */
public record Span(Instant from, Instant to) {

    public Duration length() {
        return Duration.between(from, to);
    }
}
