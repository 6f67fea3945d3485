package dev.nightcall.escalation;

import dev.nightcall.oncall.Recipients;

import java.util.List;

/**
 * A position that an incident has reached, and who is told there.
 *
 * @param recipients Camel endpoint URIs from {@code oncall.yaml}
 */
public record Reached(String incident, long position, List<String> recipients) {

    public Reached {
        recipients = List.copyOf(recipients);
    }

    /** Those who are phoned. */
    public List<String> calls() {
        return recipients.stream().filter(Recipients::isCall).toList();
    }
}
