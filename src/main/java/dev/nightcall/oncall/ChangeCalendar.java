package dev.nightcall.oncall;

import java.time.Instant;

/**
 * The times at which Change Calendars of AWS Systems Manager are open, or are closed.
 *
 * @param open      which of both
 * @param otherwise whether moments are in it until its state was read for the first time
 */
record ChangeCalendar(Feed<ChangeStates> feed, boolean open, boolean otherwise) implements Calendar {

    @Override
    public boolean contains(Instant at) {
        return feed.content().map(states -> states.isOpen(at) == open).orElse(otherwise);
    }

    @Override
    public Instant nextChange(Instant after) {
        return feed.content().map(states -> states.nextChange(after)).orElse(Instant.MAX);
    }
}
