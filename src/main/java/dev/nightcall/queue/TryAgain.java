package dev.nightcall.queue;

import java.time.Duration;

/** Not now: the message stays in its queue and comes again after a growing pause, however often. */
public class TryAgain extends RuntimeException {

    private final Duration longestPause;

    /** @param longestPause beyond which the pause does not grow, as what is waited for may come at any moment */
    public TryAgain(String reason, Duration longestPause, Throwable cause) {
        super(reason, cause);
        this.longestPause = longestPause;
    }

    Duration longestPause() {
        return longestPause;
    }
}
