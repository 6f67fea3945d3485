package dev.nightcall.call;

/** The message in the queue {@code calls}: see whether this engineer's line is free and something waits for it. */
public record Dial(String engineer) {
}
