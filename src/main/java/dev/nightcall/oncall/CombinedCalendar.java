package dev.nightcall.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is in any of some calendars and in none of some others. */
record CombinedCalendar(List<Calendar> union, List<Calendar> except) implements Calendar {

    private static final Duration AHEAD = Duration.ofDays(WeeklyCalendar.DAYS_AHEAD);

    CombinedCalendar {
        union = List.copyOf(union);
        except = List.copyOf(except);
    }

    @Override
    public boolean contains(Instant at) {
        return union.stream().anyMatch(calendar -> calendar.contains(at))
                && except.stream().noneMatch(calendar -> calendar.contains(at));
    }

    @Override
    public Instant nextChange(Instant after) {
        boolean inside = contains(after);
        Instant change = after;
        do {
            change = nextOfAny(change);
            if (change.isAfter(after.plus(AHEAD))) {
                return Instant.MAX;
            }
        } while (contains(change) == inside);
        return change;
    }

    private Instant nextOfAny(Instant after) {
        return Stream.concat(union.stream(), except.stream()).map(calendar -> calendar.nextChange(after))
                .min(Instant::compareTo).orElse(Instant.MAX);
    }
}
