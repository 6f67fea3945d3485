package dev.nightcall.call;

import dev.nightcall.queue.TryAgain;

/** Amazon Connect has not placed the call, but may a little later: throttled, over its quota, failing, or not reached. */
public class ConnectBusyException extends TryAgain {

    public ConnectBusyException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
