package dev.nightcall.oncall;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of a day, as {@code 09:00-18:00}. One that ends before it begins goes on until the next day.
 *
 * @param from minutes since midnight, 0 to 1439
 * @param to   minutes since the midnight before {@code from}; above 1440 on the next day
 */
record LocalSpan(int from, int to) {

    static final int DAY = 24 * 60;
    static final LocalSpan WHOLE_DAY = new LocalSpan(0, DAY);

    private static final Pattern WRITTEN = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|(24:00))");

    /** @return empty when it is not written as {@code 09:00-18:00}, or has no length */
    static Optional<LocalSpan> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = minutes(matcher.group(1), matcher.group(2));
        int to = matcher.group(5) == null ? minutes(matcher.group(3), matcher.group(4)) : DAY;
        return from == to ? Optional.empty() : Optional.of(new LocalSpan(from, to < from ? to + DAY : to));
    }

    /** Whether both have a minute in common, if every day has both of them. */
    boolean overlaps(LocalSpan other) {
        return meets(other, 0) || meets(other, DAY) || meets(other, -DAY);
    }

    private boolean meets(LocalSpan other, int shift) {
        return from < other.to + shift && other.from + shift < to;
    }

    LocalDateTime start(LocalDate day) {
        return at(day, from);
    }

    LocalDateTime end(LocalDate day) {
        return at(day, to);
    }

    private static LocalDateTime at(LocalDate day, int minutes) {
        return day.plusDays(minutes / DAY).atTime(LocalTime.ofSecondOfDay(minutes % DAY * 60L));
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }
}
