package dev.nightcall.audit;

import java.time.Instant;

/**
 * What became of everything of a span of time.
 *
 * @param to not included
 */
public record Account(Instant from, Instant to, AlertAccount alerts, CallAccount calls) {

    /** How much is unaccounted for. */
    public long unaccounted() {
        return alerts.in(Place.UNACCOUNTED) + calls.unaccounted().size();
    }
}
