package dev.nightcall.queue;

/** A message that can never be handled: it goes to the dead-letter queue with this reason. */
public class Unhandleable extends RuntimeException {

    public Unhandleable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
