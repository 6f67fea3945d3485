package dev.nightcall.audit;

import dev.nightcall.oncall.PlanTimes;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The time that is asked about.
 *
 * @param to not included
 */
public record AuditSpan(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofHours(24);

    /** It cannot be asked about so. The message reads behind the name of the {@link #field()}. */
    public static final class RefusedException extends RuntimeException {

        private final String field;

        RefusedException(String field, String message) {
            super(message);
            this.field = field;
        }

        /** from or to */
        public String field() {
            return field;
        }
    }

    /**
     * Reads a span; times without an offset are UTC, as in the answer.
     *
     * @param from as a person wrote it; null for 24 hours before the end
     * @param to   likewise; null for now
     * @throws RefusedException when one of both is no time, or they are too far apart
     */
    public static AuditSpan parse(String from, String to, Duration longest, Instant now) {
        Instant end = to == null ? now : moment("to", to);
        Instant begin = from == null ? end.minus(USUAL) : moment("from", from);
        if (!end.isAfter(begin)) {
            throw new RefusedException("to", "must be after from");
        }
        if (Duration.between(begin, end).compareTo(longest) > 0) {
            throw new RefusedException("to", "must be at most " + longest.toHours() + " hours after from");
        }
        return new AuditSpan(begin, end);
    }

    private static Instant moment(String field, String text) {
        return PlanTimes.moment(text, ZoneOffset.UTC).orElseThrow(() ->
                new RefusedException(field, "must be a time between 2000 and 2100, as 2026-11-22T18:00:00Z"));
    }
}
