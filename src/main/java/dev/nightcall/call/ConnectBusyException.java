package dev.nightcall.call;

import dev.nightcall.queue.TryAgain;

import java.time.Duration;

/** Amazon Connect has done nothing, but may a little later: throttled, over its quota, failing, or not reached. */
public class ConnectBusyException extends TryAgain {

    /** The next try passes our throttle as well, so the pause need not grow far; somebody waits to be called. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    public ConnectBusyException(String reason, Throwable cause) {
        super(reason, LONGEST_PAUSE, cause);
    }
}
