package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;

import java.time.Instant;

/**
 * The latest that was said about one thing, under the incident or suppression that holds it.
 *
 * @param alert the latest statement
 * @param count how many statements there were
 * @param moved true when a suppression has taken it from its incident
 */
public record AlertRow(Alert alert, Instant firstSeen, Instant lastSeen, long count, boolean moved) {

    public boolean isFiring() {
        return alert.isFiring() && !moved;
    }
}
