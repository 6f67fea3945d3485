package dev.nightcall.telephone;

import dev.nightcall.queue.TryAgain;

import java.time.Duration;

/** A telephone has done nothing, but may a little later: throttled, over its quota, failing, or not reached. */
public class TelephoneBusyException extends TryAgain {

    /** The next try passes our throttle as well, so the pause need not grow far; somebody waits to be called. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    public TelephoneBusyException(String reason, Throwable cause) {
        super(reason, LONGEST_PAUSE, cause);
    }
}
