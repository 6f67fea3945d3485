package dev.nightcall.intake;

import java.util.concurrent.RejectedExecutionException;

/** More alerts wait for SQS than Nightcall keeps in memory (429). Of those that came with this request nothing was sent. */
public final class TooManyWaitingException extends RejectedExecutionException {

    TooManyWaitingException(int waiting) {
        super(waiting + " alerts wait for the queue already, and nothing of this was taken; send it again");
    }
}
