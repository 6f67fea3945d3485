package dev.nightcall.sending;

import dev.nightcall.alert.Alert;

import java.time.Instant;

/** An alert is said again, or by Nightcall itself: it goes the way of every alert. */
public record Raised(Alert alert) implements Outgoing {

    /** The same alert once more: newer than what was said before, by as little as possible. */
    public static Raised again(Alert alert, Instant now) {
        return new Raised(alert.raisedAgain(alert.receivedAt().plusNanos(1), now));
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.raised(this);
    }
}
