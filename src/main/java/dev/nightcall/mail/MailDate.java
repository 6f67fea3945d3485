package dev.nightcall.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Date field (RFC 5322, 3.3 and 4.3): comments, two-digit years, zones by name, and the words in any order, as ctime
 * writes them. A date without a zone is none: taking it for UTC would be nine hours off in Tokyo.
 */
final class MailDate {

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
            "nov", "dec");
    /** RFC 5322, 4.3, and JST, which Japanese senders write. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("ut", 0), Map.entry("utc", 0), Map.entry("gmt", 0),
            Map.entry("z", 0), Map.entry("est", -5), Map.entry("edt", -4), Map.entry("cst", -6), Map.entry("cdt", -5),
            Map.entry("mst", -7), Map.entry("mdt", -6), Map.entry("pst", -8), Map.entry("pdt", -7), Map.entry("jst", 9));
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:[.,][0-9]{1,9})?");
    private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{2}):?([0-9]{2})");
    private static final int LONGEST = 200;

    private Integer day;
    private Integer month;
    private Integer year;
    private int[] time;
    private ZoneOffset zone;

    private MailDate() {
    }

    /** Empty for what is no date, and for a date that does not exist. */
    static Optional<Instant> read(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return new MailDate().instant(Addresses.withoutComments(written).toLowerCase(Locale.ROOT));
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private Optional<Instant> instant(String written) {
        String[] words = written.replaceAll("\\s*:\\s*", ":").replaceAll("(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " ")
                .replace(',', ' ').strip().split("\\s+");
        for (String word : words) {
            take(word);
        }
        if (day == null || month == null || year == null || time == null || zone == null) {
            return Optional.empty();
        }
        // A leap second is the second before; java.time has none.
        return Optional.of(OffsetDateTime.of(year, month, day, time[0], time[1], Math.min(time[2], 59), 0, zone).toInstant());
    }

    private void take(String word) {
        Matcher clock = TIME.matcher(word);
        Matcher offset = OFFSET.matcher(word);
        if (clock.matches()) {
            time = new int[]{Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2)),
                clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3))};
        } else if (offset.matches()) {
            int sign = offset.group(1).equals("-") ? -1 : 1;
            zone = ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)), sign * Integer.parseInt(offset.group(3)));
        } else if (word.matches("[0-9]{1,2}") && day == null) {
            day = Integer.parseInt(word);
        } else if (word.matches("[0-9]{2,4}")) {
            year = fullYear(Integer.parseInt(word), word.length());
        } else if (word.length() >= 3 && MONTHS.contains(word.substring(0, 3))) {
            month = MONTHS.indexOf(word.substring(0, 3)) + 1;
        } else if (ZONES.containsKey(word)) {
            zone = ZoneOffset.ofHours(ZONES.get(word));
        } else if (word.matches("[a-ik-y]")) {
            // Military letters were defined with the wrong sign; RFC 5322, 4.3 has them be UTC.
            zone = ZoneOffset.UTC;
        }
    }

    /** RFC 5322, 4.3. */
    private static int fullYear(int written, int digits) {
        if (digits == 4) {
            return written;
        }
        return digits == 2 && written < 50 ? 2000 + written : 1900 + written;
    }
}
