package dev.nightcall.oncall;

import dev.nightcall.oncall.ics.Ics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of an iCalendar's events.
 *
 * @param otherwise whether moments are in it until it was read for the first time
 */
record IcsCalendar(Feed<Ics> feed, boolean otherwise) implements Calendar {

    private static final Duration AHEAD = Duration.ofDays(WeeklyCalendar.DAYS_AHEAD);

    @Override
    public boolean contains(Instant at) {
        return feed.content().map(ics -> contains(ics, at)).orElse(otherwise);
    }

    @Override
    public Instant nextChange(Instant after) {
        Optional<Ics> content = feed.content();
        if (content.isEmpty()) {
            return Instant.MAX;
        }
        Ics ics = content.get();
        boolean inside = contains(ics, after);
        Instant at = after;
        do {
            at = ics.at(at).to();
            if (at.isAfter(after.plus(AHEAD))) {
                return Instant.MAX;
            }
        } while (contains(ics, at) == inside);
        return at;
    }

    private static boolean contains(Ics ics, Instant at) {
        return !ics.at(at).events().isEmpty();
    }
}
