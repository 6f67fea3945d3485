package dev.nightcall.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How long each turn of a layer lasts. Days are calendar days, so that hand-overs keep their local time when clocks are
 * changed; hours are hours that have passed, as on a stopwatch.
 *
 * @param length of a turn, 1 or more
 * @param unit   hours or days
 */
record Rotation(long length, ChronoUnit unit) {

    private static final int DAYS_OF_A_WEEK = 7;

    Rotation {
        if (length < 1 || unit != ChronoUnit.HOURS && unit != ChronoUnit.DAYS) {
            throw new IllegalArgumentException("a turn cannot last " + length + " " + unit);
        }
    }

    /** @param written {@code daily}, {@code weekly}, or hours, days or weeks as in {@code 12h}, {@code 3d}, {@code 2w} */
    static Rotation parse(String written) {
        return switch (written) {
            case "daily" -> new Rotation(1, ChronoUnit.DAYS);
            case "weekly" -> new Rotation(DAYS_OF_A_WEEK, ChronoUnit.DAYS);
            default -> {
                long amount = Long.parseLong(written.substring(0, written.length() - 1));
                yield switch (written.charAt(written.length() - 1)) {
                    case 'h' -> new Rotation(amount, ChronoUnit.HOURS);
                    case 'd' -> new Rotation(amount, ChronoUnit.DAYS);
                    case 'w' -> new Rotation(DAYS_OF_A_WEEK * amount, ChronoUnit.DAYS);
                    default -> throw new IllegalArgumentException(written + " is no rotation");
                };
            }
        };
    }

    /** When turn {@code n} begins; the first one is turn 0. Never before turn {@code n - 1}. */
    Instant handOver(LocalDateTime start, ZoneId zone, long n) {
        return unit == ChronoUnit.HOURS
                ? LocalTimes.instant(start, zone).plus(n * length, ChronoUnit.HOURS)
                : LocalTimes.instant(start.plusDays(n * length), zone);
    }

    /** Whose turn it is: the last one that has begun. @param at not before turn 0 */
    long turn(LocalDateTime start, ZoneId zone, Instant at) {
        if (unit == ChronoUnit.HOURS) {
            return ChronoUnit.HOURS.between(LocalTimes.instant(start, zone), at) / length;
        }
        long n = ChronoUnit.DAYS.between(start.toLocalDate(), LocalDateTime.ofInstant(at, zone).toLocalDate()) / length;
        while (n > 0 && handOver(start, zone, n).isAfter(at)) {
            n--;
        }
        // Where clocks go back over midnight (St. John's until 2011), a day has begun and its date is yesterday's again.
        while (!handOver(start, zone, n + 1).isAfter(at)) {
            n++;
        }
        return n;
    }
}
