package dev.nightcall.aws;

import java.util.concurrent.RejectedExecutionException;

/** Nothing is accepted as long as our clock is wrong, which {@link ClockWatch} tells: it is to be sent again. */
public final class WrongClockException extends RejectedExecutionException {

    public WrongClockException(String message) {
        super(message);
    }
}
