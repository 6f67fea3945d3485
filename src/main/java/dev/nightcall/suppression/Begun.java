package dev.nightcall.suppression;

import java.time.Instant;

/**
 * A suppression, and what has been done about it if a maintenance window has begun it.
 *
 * @param announced whether the message that ends it has been sent
 * @param taken     whether what it covers has been taken from the open incidents
 */
public record Begun(Suppression suppression, boolean announced, boolean taken) {

    static final String ANNOUNCED = "announced";
    static final String TAKEN = "taken";

    /** By a maintenance window, and not by somebody. */
    boolean isOurs() {
        return Maintenance.BY.equals(suppression.by());
    }

    /** Whether nothing has to be begun for a window to be in force. Somebody's suppression that lasts longer stays as it is. */
    boolean isEnoughFor(Suppression wanted, Instant now) {
        return suppression.isActive(now) && !suppression.until().isBefore(wanted.until())
                && (!isOurs() || !wanted.severity().isHigherThan(suppression.severity()));
    }
}
