package dev.nightcall.suppression;

import dev.nightcall.core.Suppression;

import java.time.Duration;
import java.time.Instant;

/**
 * A suppression, and what has been done about it if a maintenance window has begun it.
 *
 * @param announced whether the message that ends it has been sent
 * @param takenAt   when what it covers was first taken from the open incidents; null before
 */
public record Begun(Suppression suppression, boolean announced, Instant takenAt) {

    /** An incident that opened in the same moment is seen by DynamoDB's index, and so by a second look, a little later. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(15);

    static final String ANNOUNCED = "announced";
    static final String TAKEN = "taken";

    /** Whether everything it covers has been taken from the open incidents. */
    public boolean isTaken(Instant now) {
        return takenAt != null && !takenAt.plus(LOOKED_AGAIN).isAfter(now);
    }

    /** By a maintenance window, and not by somebody. */
    boolean isOurs() {
        return Suppression.MAINTENANCE.equals(suppression.by());
    }
}
