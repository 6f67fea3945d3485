package dev.nightcall.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The same hours on all days of some kind. */
final class WeeklyCalendar implements Calendar {

    /** So far ahead every weekday and every yearly holiday has come at least once. */
    static final int DAYS_AHEAD = 731;

    private final ZoneId zone;
    private final Predicate<LocalDate> days;
    private final List<LocalSpan> hours;

    private record Period(Instant start, Instant end) {

        boolean contains(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /**
     * @param days  on which hours begin
     * @param hours 1 or more, without overlap
     */
    WeeklyCalendar(ZoneId zone, Predicate<LocalDate> days, List<LocalSpan> hours) {
        this.zone = zone;
        this.days = days;
        this.hours = hours.stream().sorted(Comparator.comparing(LocalSpan::from)).toList();
    }

    @Override
    public boolean contains(Instant at) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return Stream.of(day.minusDays(1), day, day.plusDays(1)).flatMap(this::periods).anyMatch(p -> p.contains(at));
    }

    @Override
    public Instant nextChange(Instant after) {
        LocalDate first = after.atZone(zone).toLocalDate().minusDays(1);
        boolean inside = contains(after);
        Instant end = after;
        for (LocalDate day = first; day.isBefore(first.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            for (Period period : periods(day).toList()) {
                if (!inside && period.start().isAfter(after)) {
                    return period.start();
                }
                if (inside && period.start().isAfter(end)) {
                    return end;
                }
                if (inside && period.end().isAfter(end)) {
                    end = period.end();
                }
            }
            // Whatever begins later cannot go on from here.
            if (inside && end.isAfter(after) && LocalTimes.instant(day.plusDays(1).atStartOfDay(), zone).isAfter(end)) {
                return end;
            }
        }
        return Instant.MAX;
    }

    /** In order, and none that clocks skip. */
    private Stream<Period> periods(LocalDate day) {
        return !days.test(day) ? Stream.empty() : hours.stream()
                .map(span -> new Period(LocalTimes.instant(span.start(day), zone), LocalTimes.instant(span.end(day), zone)))
                .filter(period -> period.start().isBefore(period.end()));
    }
}
