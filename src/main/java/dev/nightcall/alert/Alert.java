package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.time.Instant;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * One statement by one monitor about one thing.
 *
 * @param id         ours, given at the door; a message delivered twice has the same one
 * @param host       empty when the monitor named none
 * @param service    empty when the monitor named none
 * @param summary    what the monitor says, in its words; may be empty
 * @param occurredAt when it happened, by the monitor's clock
 * @param receivedAt when Nightcall took it, by Nightcall's clock; decides which of two statements is the newer one
 * @param labels     whatever else the monitor said
 */
public record Alert(String id, String system, String host, String service, Severity severity, State state,
                    String summary, Instant occurredAt, Instant receivedAt, Map<String, String> labels) {

    public Alert {
        requireNonNull(id, "id");
        requireNonNull(system, "system");
        requireNonNull(severity, "severity");
        requireNonNull(state, "state");
        requireNonNull(receivedAt, "receivedAt");
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    @JsonIgnore
    public AlertKey key() {
        return AlertKey.of(system, host, service);
    }

    @JsonIgnore
    public boolean isFiring() {
        return state == State.FIRING;
    }

    /** The same alert said again by Nightcall itself, as when a suppression ends. Its id stays. */
    public Alert raisedAgain(Instant at) {
        return new Alert(id, system, host, service, severity, state, summary, occurredAt, at, labels);
    }
}
