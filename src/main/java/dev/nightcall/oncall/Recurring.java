package dev.nightcall.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Occurrences that begin at the same local time, by a rule, and last equally long. One that begins in the hour that clocks
 * skip begins at the moment of the change, one in the hour that comes twice the first time. Its length is time that passes.
 */
final class Recurring implements Occurrences {

    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final Duration length;
    private final ZoneId zone;
    private final Set<LocalDate> except;

    /** The rule is asked once a day, as in a storm every alert asks when an occurrence ends. */
    private volatile Day last;

    private record Span(Instant from, Instant to) {
    }

    /** What runs at any time of a day in UTC. */
    private record Day(Instant day, List<Span> spans) {
    }

    /** @param except on these local dates none begins */
    Recurring(RecurrenceRule rule, LocalDateTime start, Duration length, ZoneId zone, Set<LocalDate> except) {
        this.rule = rule;
        this.start = start;
        this.length = length;
        this.zone = zone;
        this.except = Set.copyOf(except);
    }

    @Override
    public Optional<Instant> end(Instant at) {
        return of(at.truncatedTo(ChronoUnit.DAYS)).spans().stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.to())).map(Span::to)
                .max(Comparator.naturalOrder());
    }

    /** Even if those that are left are all excepted. */
    @Override
    public boolean isOver(Instant at) {
        return end(at).isEmpty() && rule.isOver(start, at.atZone(zone).toLocalDateTime());
    }

    private Day of(Instant day) {
        Day known = last;
        if (known == null || !known.day().equals(day)) {
            known = new Day(day, spans(day));
            last = known;
        }
        return known;
    }

    private List<Span> spans(Instant day) {
        // A day more on both sides, as local times may be off by hours.
        LocalDateTime local = day.atZone(zone).toLocalDateTime();
        return rule.dates(start, local.minus(length).minusDays(1), local.plusDays(2)).stream()
                .filter(date -> !except.contains(date.toLocalDate()))
                .map(date -> LocalTimes.instant(date, zone)).map(from -> new Span(from, from.plus(length))).toList();
    }
}
