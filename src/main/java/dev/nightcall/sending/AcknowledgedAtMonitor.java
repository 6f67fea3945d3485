package dev.nightcall.sending;

import java.time.Instant;

/**
 * Somebody has taken every alert of an incident at the monitor itself.
 *
 * @param by who it was, if the monitor said so
 */
public record AcknowledgedAtMonitor(String incident, String by, Instant at) implements Outgoing {

    /** The label of an alert that says who took it. */
    public static final String BY = "acknowledgedBy";

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.acknowledgedAtMonitor(this);
    }
}
