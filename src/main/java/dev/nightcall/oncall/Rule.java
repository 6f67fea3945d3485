package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;

import java.time.Instant;

/**
 * Which alerts a policy is for.
 *
 * @param when null when at all times
 */
record Rule(AlertMatch match, Calendar when, String policy) {

    boolean matches(Alert alert, Instant at) {
        return match.matches(alert) && (when == null || when.contains(at));
    }
}
