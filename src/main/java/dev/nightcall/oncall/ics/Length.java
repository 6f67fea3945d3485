package dev.nightcall.oncall.ics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event lasts: first on the clock, then in time that passes.
 *
 * @param onClock so that what ends at 9:00 does on days of clock changes as well, as calendar programs show it
 */
record Length(Duration onClock, Duration passing) {

    static final Length NONE = new Length(Duration.ZERO, Duration.ZERO);
    static final Length DAY = new Length(Duration.ofDays(1), Duration.ZERO);

    /** RFC 5545, 3.3.6. */
    private static final Pattern WRITTEN = Pattern.compile("[+-]?P(?:(?<W>\\d{1,6})W)?(?:(?<D>\\d{1,6})D)?"
            + "(?:T(?:(?<H>\\d{1,6})H)?(?:(?<M>\\d{1,6})M)?(?:(?<S>\\d{1,9})S)?)?");

    static Length between(Moment start, Moment end) {
        return start.rules().equals(end.rules()) ? new Length(Duration.between(start.local(), end.local()), Duration.ZERO)
                : new Length(Duration.ZERO, Duration.between(start.instant(), end.instant()));
    }

    /** @param written as {@code PT8H}, {@code P1D}, {@code P2W}, {@code P1DT12H}. @throws DateTimeException when it is not */
    static Length parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches() || written.strip().endsWith("P") || written.strip().endsWith("T")) {
            throw new DateTimeException(written + " is no duration");
        }
        Duration days = Duration.ofDays(7 * number(matcher, "W") + number(matcher, "D"));
        Duration time = Duration.ofHours(number(matcher, "H")).plusMinutes(number(matcher, "M"))
                .plusSeconds(number(matcher, "S"));
        return written.startsWith("-") ? new Length(days.negated(), time.negated()) : new Length(days, time);
    }

    private static long number(Matcher matcher, String unit) {
        return matcher.group(unit) == null ? 0 : Long.parseLong(matcher.group(unit));
    }

    boolean isNegative() {
        return onClock.plus(passing).isNegative();
    }

    boolean isZero() {
        return onClock.plus(passing).isZero();
    }

    boolean isLongerThan(Duration other) {
        return onClock.plus(passing).compareTo(other) > 0;
    }

    Instant end(Moment start, LocalDateTime local) {
        return start.instant(local.plus(onClock)).plus(passing);
    }
}
