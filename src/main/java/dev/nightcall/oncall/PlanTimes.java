package dev.nightcall.oncall;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Moments as people write them: a date, a local time of the plan's time zone, or a time with an offset. */
public final class PlanTimes {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private PlanTimes() {
    }

    /** @return empty when it is none, or not between 2000 and 2100, as calendars are */
    public static Optional<Instant> moment(String text, ZoneId zone) {
        return read(text, 0, zone);
    }

    /** The end of a time, exclusive: after the whole day when it is a date. */
    public static Optional<Instant> end(String text, ZoneId zone) {
        return read(text, 1, zone);
    }

    private static Optional<Instant> read(String text, int daysAfterDate, ZoneId zone) {
        try {
            return Optional.of(text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") && text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant() : local(text, daysAfterDate, zone))
                    .filter(at -> year(at, zone) >= FIRST_YEAR && year(at, zone) <= LAST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A date or a local time. @throws DateTimeException when there is no such day or time */
    static Instant local(String text, int daysAfterDate, ZoneId zone) {
        LocalDateTime local = text.length() == "2026-12-01".length()
                ? LocalDate.parse(text).plusDays(daysAfterDate).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
        return LocalTimes.instant(local, zone);
    }

    private static int year(Instant at, ZoneId zone) {
        return at.atZone(zone).getYear();
    }
}
