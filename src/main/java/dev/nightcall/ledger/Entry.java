package dev.nightcall.ledger;

import java.time.Instant;

/**
 * What the ledger says of one alert.
 *
 * @param alert      its identity, as it was written
 * @param state      what the monitor said: firing, resolved and so on
 * @param receivedAt the alert's own time; one that was raised again has another one
 * @param acceptedAt when it was noted as accepted; null when the process died before it could
 * @param handledAt  when it was last noted what became of it; null until then
 * @param decision   what became of it; null until then
 * @param incident   the incident it belongs to; null when there is none
 */
public record Entry(String id, String alert, String state, Instant receivedAt, Instant acceptedAt, Instant handledAt,
                    String decision, String incident) {

    public boolean isHandled() {
        return handledAt != null;
    }

    /** Both halves of an entry as one. */
    Entry with(Entry other) {
        Entry handled = isHandled() ? this : other;
        return new Entry(id, alert, state, receivedAt, acceptedAt != null ? acceptedAt : other.acceptedAt,
                handled.handledAt, handled.decision, handled.incident);
    }
}
