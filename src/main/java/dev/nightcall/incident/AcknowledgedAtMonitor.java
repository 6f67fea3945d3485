package dev.nightcall.incident;

import java.time.Instant;

/**
 * Somebody has taken every alert of an incident at the monitor itself.
 *
 * @param by who it was, if the monitor said so
 */
public record AcknowledgedAtMonitor(String incident, String by, Instant at) {

    /** The label of an alert that says who took it. */
    public static final String BY = "acknowledgedBy";
}
