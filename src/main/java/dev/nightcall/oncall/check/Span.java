package dev.nightcall.oncall.check;

import dev.nightcall.oncall.PlanTimes;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A time with a beginning and an end. @param to exclusive, after {@code from} */
public record Span(Instant from, Instant to) {

    private static final Duration YEAR = Duration.ofDays(365);
    /** An hour more, when clocks are put back between. */
    private static final Duration LONGEST = Duration.ofDays(366).plusHours(1);

    /**
     * A time to be looked at: dates, of which the last day is included, local times, or times with an offset.
     *
     * @param from null for now
     * @param to   null for a year later
     * @param zone in which dates and local times are meant
     * @throws SpanRefusedException when it cannot be read, ends before it begins, or is longer than 366 days
     */
    public static Span parse(String from, String to, ZoneId zone, Instant now) {
        Instant begin = from == null ? now : PlanTimes.moment(from, zone).orElseThrow(() -> unreadable("from"));
        Instant end = to == null ? begin.plus(YEAR) : PlanTimes.end(to, zone).orElseThrow(() -> unreadable("to"));
        if (!begin.isBefore(end)) {
            throw new SpanRefusedException("to", "must be after from");
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new SpanRefusedException("to", "must be at most 366 days after from");
        }
        return new Span(begin, end);
    }

    private static SpanRefusedException unreadable(String field) {
        return new SpanRefusedException(field, "must be a time between 2000 and 2100, as 2026-12-01, 2026-12-01T09:00 or"
                + " 2026-12-01T09:00:00+09:00");
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
