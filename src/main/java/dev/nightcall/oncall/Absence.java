package dev.nightcall.oncall;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A period in which an engineer is not called.
 *
 * @param from   the first moment
 * @param to     the first moment afterwards; {@link Instant#MAX} until further notice
 * @param reason as {@code on leave until 2026-12-05}
 */
public record Absence(Instant from, Instant to, String reason) {

    /**
     * @param to of dates the last day, which is included; null until further notice
     * @return empty when there is no such date, or it ends before it begins
     */
    static Optional<Absence> parse(String from, String to, String reason, ZoneId zone) {
        String why = reason + (to == null ? ", until further notice" : " until " + to.replace('T', ' '));
        try {
            Instant begin = PlanTimes.local(from, 0, zone);
            Instant end = to == null ? Instant.MAX : PlanTimes.local(to, 1, zone);
            return begin.isBefore(end) ? Optional.of(new Absence(begin, end, why)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
