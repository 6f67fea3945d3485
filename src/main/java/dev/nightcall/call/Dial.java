package dev.nightcall.call;

import static java.util.Objects.requireNonNull;

/** The message in the queue {@code calls}: see whether this engineer's line is free and something waits for it. */
public record Dial(String engineer) {

    public Dial {
        requireNonNull(engineer, "engineer");
    }
}
