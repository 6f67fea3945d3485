package dev.nightcall.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** From an hour to a later one of every day. */
record DailyHours(ZoneId zone, int from, int to) implements Calendar {

    @Override
    public boolean contains(Instant at) {
        int hour = LocalDateTime.ofInstant(at, zone).getHour();
        return hour >= from && hour < to;
    }

    @Override
    public Instant nextChange(Instant after) {
        LocalDateTime midnight = LocalDateTime.ofInstant(after, zone).toLocalDate().atStartOfDay();
        for (int day = 0; ; day++) {
            for (int hour : new int[] {from, to}) {
                Instant change = midnight.plusDays(day).plusHours(hour).atZone(zone).toInstant();
                if (change.isAfter(after)) {
                    return change;
                }
            }
        }
    }
}
