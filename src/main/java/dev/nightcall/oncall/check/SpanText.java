package dev.nightcall.oncall.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times for people, in a time zone and with its offset. */
public final class SpanText {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ENGLISH);

    private final ZoneId zone;

    public SpanText(ZoneId zone) {
        this.zone = zone;
    }

    /** As {@code Mon 2026-12-28 09:00 +09:00}; with seconds when there are any. */
    public String text(Instant at) {
        boolean whole = at.truncatedTo(ChronoUnit.MINUTES).equals(at.truncatedTo(ChronoUnit.SECONDS));
        return (whole ? MINUTES : SECONDS).format(at.atZone(zone));
    }

    public String text(Span span) {
        return text(span.from()) + " to " + text(span.to()) + ", " + length(span.length());
    }

    /** As {@code 87 h} or {@code 1 h 30 min}. */
    public String length(Duration duration) {
        long minutes = duration.toMinutes() % 60;
        String hours = duration.toHours() + " h";
        return minutes == 0 ? hours : duration.toHours() == 0 ? minutes + " min" : hours + " " + minutes + " min";
    }
}
