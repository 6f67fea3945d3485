package dev.nightcall.sending;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * The message in the queue {@code calls}: see whether this engineer's line is free and something waits for it.
 *
 * @param due not before, as nothing would be dialled; null: at once
 */
public record Dial(String engineer, Instant due) implements Outgoing {

    public Dial {
        requireNonNull(engineer, "engineer");
    }

    /** At once. */
    public Dial(String engineer) {
        this(engineer, null);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.dial(this);
    }
}
