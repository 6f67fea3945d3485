package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an alert when it is decided what becomes of it, read before that and at once.
 *
 * @param over         the word by which it is over and that was said after this
 * @param suppressions that may hold it, ended ones included
 * @param planned      where the plan in force puts it
 * @param last         where it was filed last: as a consequence, or when the plan, its severity or the time of day was another;
 *                     the same as planned where that is the same group
 * @param cause        an incident of another group in which something fires that it is a consequence of, and what is filed of it
 *                     there; not looked for when it fires somewhere already
 */
public record Seen(Alert alert, Optional<Alert> over, List<Suppression> suppressions, Place planned, Place last,
                   Optional<Place> cause) {

    /** Where it belongs: it stays where it fires, or what recovers would be looked for where it never was. */
    public Place place() {
        return switch (alert.state()) {
            case FIRING -> last.firesHere() ? last : planned;
            case RESOLVED, ACKNOWLEDGED, NOTE -> last;
        };
    }

    /** Whether exactly this word is filed: it comes once more, and what follows from it may not have been sent. */
    public boolean isFiled() {
        return place().filed().filter(row -> row.alert().id().equals(alert.id())
                && row.alert().receivedAt().equals(alert.receivedAt())).isPresent();
    }

    /** The suppressions that keep it from calling anybody now. */
    List<Suppression> holding(Instant now) {
        return alert.state() != State.FIRING ? List.of()
                : suppressions.stream().filter(suppression -> suppression.holds(alert, now)).toList();
    }

    /** The same when none of the suppressions holds it after all. */
    public Seen released() {
        return new Seen(alert, over, List.of(), planned, last, cause);
    }

    public Seen withCause(Optional<Place> found) {
        return new Seen(alert, over, suppressions, planned, last, found);
    }
}
