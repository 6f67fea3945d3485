package dev.nightcall.oncall.ics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One event of a calendar, with all times at which it comes again. */
public final class Event {

    /** More than any zone is ahead of, or behind UTC. */
    private static final int DAYS_OF_ZONES = 1;

    private final String title;
    private final Moment start;
    private final Length length;
    private final Recurrence recurrence;
    private final List<Extra> extras;
    private final Set<Instant> without = new HashSet<>();
    private final Set<LocalDate> withoutDays = new HashSet<>();

    /** A time that RDATE says. */
    record Extra(Moment start, Length length) {
    }

    /** One of the event's times. @param to exclusive, after {@code from} */
    record Occurrence(Instant from, Instant to, Event event) {
    }

    /** @param recurrence null when it does not recur */
    Event(String title, Moment start, Length length, Recurrence recurrence, List<Extra> extras) {
        this.title = title;
        this.start = start;
        this.length = length;
        this.recurrence = recurrence;
        this.extras = List.copyOf(extras);
    }

    /** As written, on one line; may be empty. */
    public String title() {
        return title;
    }

    /** On which it is for the first time, in its own zone. */
    public LocalDate day() {
        return start.local().toLocalDate();
    }

    /** Whether it never is again from this moment on. */
    public boolean isOver(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC).minusDays(DAYS_OF_ZONES).minus(length.onClock())
                .minus(length.passing());
        return (recurrence == null ? !end(start).isAfter(at) : recurrence.isOver(local))
                && extras.stream().noneMatch(extra -> extra.length().end(extra.start(), extra.start().local()).isAfter(at));
    }

    boolean recurs() {
        return recurrence != null;
    }

    /** Leaves out what begins then: EXDATE, or what another event stands for. Only while a calendar is being read. */
    void leaveOut(Moment moment) {
        if (moment.date()) {
            withoutDays.add(moment.local().toLocalDate());
        } else {
            without.add(moment.instant());
        }
    }

    /** All that are, at least partly, in this time. */
    Stream<Occurrence> within(Instant from, Instant to) {
        Stream<Occurrence> more = extras.stream().filter(extra -> isMeant(extra.start(), extra.start().local()))
                .map(extra -> occurrence(extra.start(), extra.start().local(), extra.length()));
        return Stream.concat(starts(from, to).filter(local -> isMeant(start, local))
                .map(local -> occurrence(start, local, length)), more)
                .filter(o -> o.from().isBefore(o.to()) && o.from().isBefore(to) && o.to().isAfter(from));
    }

    private Stream<LocalDateTime> starts(Instant from, Instant to) {
        if (recurrence == null) {
            return Stream.of(start.local());
        }
        LocalDateTime first = LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(DAYS_OF_ZONES).minus(length.onClock())
                .minus(length.passing());
        return recurrence.between(first, LocalDateTime.ofInstant(to, ZoneOffset.UTC).plusDays(DAYS_OF_ZONES));
    }

    private boolean isMeant(Moment zone, LocalDateTime local) {
        return !withoutDays.contains(local.toLocalDate()) && !without.contains(zone.instant(local));
    }

    private Occurrence occurrence(Moment zone, LocalDateTime local, Length lasting) {
        return new Occurrence(zone.instant(local), lasting.end(zone, local), this);
    }

    private Instant end(Moment moment) {
        return length.end(moment, moment.local());
    }
}
