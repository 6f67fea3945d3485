package dev.nightcall.escalation;

import dev.nightcall.core.Incident;
import dev.nightcall.oncall.Recipients;

import java.util.List;

/**
 * A position that an incident has reached, and who is told there.
 *
 * @param incident   as it was when it had reached it
 * @param recipients Camel endpoint URIs from {@code oncall.yaml}
 */
public record Reached(Incident incident, long position, List<String> recipients) {

    public Reached {
        recipients = List.copyOf(recipients);
    }

    /** Those who are phoned. */
    public List<String> calls() {
        return recipients.stream().filter(Recipients::isCall).toList();
    }

    /** Whether the incident stood there when it was read last. */
    boolean isThere() {
        return incident.position() == position;
    }
}
