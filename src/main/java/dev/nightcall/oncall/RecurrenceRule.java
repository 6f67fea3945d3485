package dev.nightcall.oncall;

import net.fortuna.ical4j.model.Recur;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When something comes again: the RRULE of RFC 5545, section 3.3.10, without what would make more than one a day. All its
 * dates are local ones.
 */
final class RecurrenceRule {

    private static final int MOST = 10_000;
    private static final String DAYS = "([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)";
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Map<String, String> PARTS = Map.of("FREQ", "DAILY|WEEKLY|MONTHLY|YEARLY",
            "INTERVAL", "[1-9]\\d{0,2}", "COUNT", "[1-9]\\d{0,4}", "UNTIL", "\\d{8}(T\\d{6}Z?)?",
            "BYDAY", list(DAYS), "BYMONTHDAY", list("[+-]?([1-9]|[12]\\d|3[01])"), "BYMONTH", list("[1-9]|1[0-2]"),
            "BYYEARDAY", list("[+-]?[1-9]\\d{0,2}"), "BYSETPOS", list("[+-]?[1-9]\\d{0,2}"), "WKST", "MO|TU|WE|TH|FR|SA|SU");

    /** Without UNTIL, of which the library compares local times and UTC as if they were the same. */
    private final String rule;
    private final LocalDateTime until;
    private final boolean counted;

    private RecurrenceRule(String rule, LocalDateTime until, boolean counted) {
        this.rule = rule;
        this.until = until;
        this.counted = counted;
    }

    /**
     * @param zone in which an UNTIL in UTC becomes a local time
     * @throws IllegalArgumentException saying what is wrong
     */
    static RecurrenceRule parse(String text, ZoneId zone) {
        Map<String, String> parts = parts(text);
        if (!parts.containsKey("FREQ")) {
            throw new IllegalArgumentException("has no FREQ");
        }
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            throw new IllegalArgumentException("must not have both COUNT and UNTIL");
        }
        if (parts.containsKey("COUNT") && Integer.parseInt(parts.get("COUNT")) > MOST) {
            throw new IllegalArgumentException("must not have a COUNT above " + MOST);
        }
        boolean numbered = parts.getOrDefault("BYDAY", "").matches(".*\\d.*");
        if (numbered && !parts.get("FREQ").matches("MONTHLY|YEARLY")) {
            throw new IllegalArgumentException("has a number in BYDAY, which only months and years can count");
        }
        LocalDateTime until = parts.containsKey("UNTIL") ? until(parts.remove("UNTIL"), zone) : null;
        String rule = String.join(";", parts.entrySet().stream().map(part -> part.getKey() + "=" + part.getValue()).toList());
        try {
            new Recur<LocalDateTime>(rule);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("is no rule of RFC 5545: " + e.getMessage(), e);
        }
        return new RecurrenceRule(rule, until, parts.containsKey("COUNT"));
    }

    /**
     * @param first the first of all
     * @param from  inclusive, as is {@code to}
     */
    List<LocalDateTime> dates(LocalDateTime first, LocalDateTime from, LocalDateTime to) {
        LocalDateTime last = until != null && until.isBefore(to) ? until : to;
        if (last.isBefore(from) || last.isBefore(first)) {
            return List.of();
        }
        // Made anew: it changes itself as it works.
        return new Recur<LocalDateTime>(rule).getDates(first, from.isBefore(first) ? first : from, last);
    }

    /** Whether none comes at or after a time. */
    boolean isOver(LocalDateTime first, LocalDateTime at) {
        if (until != null) {
            return dates(first, at, until).isEmpty();
        }
        return counted && dates(first, at, LocalDate.of(3000, 1, 1).atStartOfDay()).isEmpty();
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String written : text.split(";", -1)) {
            String[] part = written.split("=", 2);
            String allowed = PARTS.get(part[0]);
            if (allowed == null) {
                throw new IllegalArgumentException("has " + part[0] + "; there may be "
                        + String.join(", ", PARTS.keySet().stream().sorted().toList()) + ", as in FREQ=WEEKLY;BYDAY=SA");
            }
            if (part.length < 2 || !part[1].matches(allowed)) {
                throw new IllegalArgumentException("has a wrong value at " + written
                        + (part[0].equals("FREQ") ? ": it must be DAILY, WEEKLY, MONTHLY or YEARLY" : ""));
            }
            if (parts.put(part[0], part[1]) != null) {
                throw new IllegalArgumentException("has " + part[0] + " twice");
            }
        }
        return parts;
    }

    /** A date is its whole day. */
    private static LocalDateTime until(String text, ZoneId zone) {
        try {
            if (text.length() == "20261231".length()) {
                return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.MAX);
            }
            LocalDateTime written = LocalDateTime.parse(text.replace("Z", ""), UNTIL);
            return text.endsWith("Z") ? written.atZone(ZoneOffset.UTC).withZoneSameInstant(zone).toLocalDateTime()
                    : written;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has an UNTIL that is in no calendar or on no clock", e);
        }
    }

    private static String list(String one) {
        return "(" + one + ")(,(" + one + "))*";
    }
}
