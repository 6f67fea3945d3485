package dev.nightcall.queue;

/** Not now: the message stays in its queue and comes again after a growing pause, however often. */
public class TryAgain extends RuntimeException {

    public TryAgain(String reason) {
        super(reason);
    }

    public TryAgain(String reason, Throwable cause) {
        super(reason, cause);
    }
}
