package dev.nightcall.oncall.ics;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;

/**
 * A DATE or DATE-TIME.
 *
 * @param rules of the zone in which it is meant
 * @param date  whether it is a day without a time
 */
record Moment(LocalDateTime local, ZoneRules rules, boolean date) {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final int DATE_LENGTH = "20261122".length();

    /**
     * @param value as {@code 20261122}, {@code 20261122T090000} or {@code 20261122T000000Z}
     * @param rules when it does not end in Z
     * @throws DateTimeException when it is none of these, or no time at all
     */
    static Moment parse(String value, ZoneRules rules) {
        String text = value.strip();
        if (text.length() == DATE_LENGTH) {
            return new Moment(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay(), rules, true);
        }
        boolean utc = text.endsWith("Z");
        return new Moment(LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, DATE_TIME),
                utc ? ZoneOffset.UTC.getRules() : rules, false);
    }

    /**
     * Of two times that a clock shows the same the first one, and of one that it skips as much later as it skips: that is
     * RFC 5545, 3.3.5.
     */
    Instant instant() {
        return instant(local);
    }

    /** Of another local time in the same zone. */
    Instant instant(LocalDateTime other) {
        return other.toInstant(rules.getOffset(other));
    }
}
