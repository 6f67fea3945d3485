package dev.nightcall.reading;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Points in time as monitors write them. A time without a zone is in the zone of the operators. */
final class Times {

    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Seconds since 1970 have at most ten digits until 2286; more are milliseconds, micro- or nanoseconds. */
    private static final int SECONDS = 10;
    private static final int NANOS = 19;

    private static final List<DateTimeFormatter> FORMATS = Stream.of(
            // 2026-11-22T18:35:43.5+09:00, 2026.11.22 18:35:43, 2026/11/22 18:35 +0900
            "y-M-d['T'][ ]H:m[:s][.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S][ ][XXX][XX][X][ ][z]",
            // Zabbix: 18:35:43 on 2026.11.22
            "H:m:s[ 'on' ][ ]y-M-d[ ][XXX][XX][X][z]",
            // date(1) and Nagios' long date: Sun Nov 22 18:24:03 JST 2026
            "[EEE ]MMM d H:m:s[ z] y",
            // monit and RFC 5322: Sun, 22 Nov 2026 18:30:02 +0900
            "[EEE, ]d MMM y H:m[:s][ ][XXX][XX][X][z]")
            .map(pattern -> new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH)).toList();

    private final ZoneId local;

    Times(ZoneId local) {
        this.local = local;
    }

    /** Empty when it is no point in time, or in no way that is known here. */
    Optional<Instant> read(String written) {
        String text = written.strip().replaceAll("\\s+", " ");
        if (text.matches("\\d{" + (SECONDS - 1) + "," + NANOS + "}(\\.\\d+)?")) {
            return Optional.of(sinceEpoch(text.replaceFirst("\\..*", "")));
        }
        // 2026.11.22 and 2026/11/22
        String dashed = text.replaceAll("(\\d{4})[./](\\d{1,2})[./](\\d{1,2})", "$1-$2-$3");
        return FORMATS.stream().flatMap(format -> read(dashed, format).stream()).findFirst();
    }

    private Optional<Instant> read(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor time =
                    format.parseBest(text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from);
            if (time instanceof OffsetDateTime there) {
                return Optional.of(there.toInstant());
            }
            return Optional.of(time instanceof ZonedDateTime zoned ? zoned.toInstant()
                    : ((LocalDateTime) time).atZone(local).toInstant());
        } catch (DateTimeException e) {
            // Not in this format: that is the answer.
            return Optional.empty();
        }
    }

    private static Instant sinceEpoch(String digits) {
        long number = Long.parseLong(digits);
        if (digits.length() <= SECONDS) {
            return Instant.ofEpochSecond(number);
        }
        long nanos = 1;
        for (int i = digits.length(); i < NANOS; i++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(0, Math.multiplyExact(number, nanos));
    }
}
