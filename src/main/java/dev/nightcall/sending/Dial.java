package dev.nightcall.sending;

import static java.util.Objects.requireNonNull;

/** The message in the queue {@code calls}: see whether this engineer's line is free and something waits for it. */
public record Dial(String engineer) implements Outgoing {

    public Dial {
        requireNonNull(engineer, "engineer");
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.dial(this);
    }
}
