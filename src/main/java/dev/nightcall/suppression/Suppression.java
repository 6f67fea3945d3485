package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;

import java.time.Instant;

/**
 * "Watch it, do not call."
 *
 * @param key      what is watched; host and service may be wildcards
 * @param until    when it ends; whole seconds
 * @param severity an alert of a higher severity breaks through
 * @param by       who asked for it
 * @param reason   why
 * @param ended    set when it is being ended, so that nothing new is held by it
 */
public record Suppression(AlertKey key, Instant until, Severity severity, String by, String reason, boolean ended) {

    /** What the alerts it holds are filed under, and its own timeline. */
    public String holder() {
        return "suppression/" + key;
    }

    public boolean isActive(Instant now) {
        return !ended && until.isAfter(now);
    }

    /** Whether it keeps this alert from calling anybody now. */
    public boolean holds(Alert alert, Instant now) {
        return isActive(now) && !alert.severity().isHigherThan(severity) && alert.key().suppressedBy().contains(key);
    }
}
