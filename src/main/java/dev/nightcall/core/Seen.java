package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an alert when it is decided what becomes of it, read before that and at once.
 *
 * @param counted      whether another alert was made of its message before: it is the same message again
 * @param over         the last word by which it is over, if that is newer than this
 * @param suppressions that may hold it, ended ones included
 * @param planned      where the plan in force puts it
 * @param last         where it was filed last: as a consequence, or when the plan, its severity or the time of day was another;
 *                     the same as planned where that is the same group
 * @param cause        an incident of another group in which something fires that it is a consequence of, and what is filed of it
 *                     there; not looked for when it fires somewhere already
 */
public record Seen(Alert alert, boolean counted, Optional<Alert> over, List<Suppression> suppressions, Place planned,
                   Place last, Optional<Place> cause) {

    /** All that is known of an alert that is the first of its group. @param suppressions that may hold it */
    public static Seen first(Alert alert, String group, List<Suppression> suppressions) {
        return at(alert, Place.empty(group), suppressions);
    }

    /** All that is known of an alert of which nothing is known but its place. @param suppressions that may hold it */
    public static Seen at(Alert alert, Place place, List<Suppression> suppressions) {
        return new Seen(alert, false, Optional.empty(), suppressions, place, place, Optional.empty());
    }

    /** Where it belongs: it stays where it fires, or what recovers would be looked for where it never was. */
    public Place place() {
        return switch (alert.state()) {
            case FIRING -> last.firesHere() ? last : planned;
            case RESOLVED, ACKNOWLEDGED, NOTE -> last;
        };
    }

    /** Whether this word or a newer one is filed: it comes once more or late, and what follows from it may not have been sent. */
    public boolean isFiled() {
        return place().filed().filter(row -> !row.isOlderThan(alert)).isPresent();
    }

    /** The suppressions that keep it from calling anybody now. What is said again, or is over by its sender, is not held. */
    List<Suppression> holding(Instant now) {
        return alert.state() != State.FIRING || counted || isOverBySending() ? List.of()
                : suppressions.stream().filter(suppression -> suppression.holds(alert, now)).toList();
    }

    /** Whether it came after the word by which it is over, and is older all the same. */
    private boolean isOverBySending() {
        return over.filter(recovery -> Order.isNewerThoughItCameFirst(recovery, alert)).isPresent();
    }

    /** The same when none of the suppressions holds it after all. */
    public Seen released() {
        return new Seen(alert, counted, over, List.of(), planned, last, cause);
    }

    public Seen withCause(Optional<Place> found) {
        return new Seen(alert, counted, over, suppressions, planned, last, found);
    }
}
