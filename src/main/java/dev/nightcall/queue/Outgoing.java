package dev.nightcall.queue;

/**
 * A message that a decision wants sent, after its state is written. The route sends it.
 *
 * @param endpoint one of our own {@code direct:} endpoints, never made from what somebody wrote
 */
public record Outgoing(String endpoint, Object body) {

    public static Outgoing later(Later later) {
        return new Outgoing("direct:later", later);
    }
}
