package dev.nightcall.memory;

import java.util.concurrent.RejectedExecutionException;

/** A message would take up more memory than there is for it. Nothing of it was taken; the message is for its sender. */
public final class MemoryFullException extends RejectedExecutionException {

    private final boolean forGood;

    private MemoryFullException(String message, boolean forGood) {
        super(message);
        this.forGood = forGood;
    }

    static MemoryFullException tooMuch() {
        return new MemoryFullException("it would take up more memory than one message may have; send less at a time", true);
    }

    static MemoryFullException forNow() {
        return new MemoryFullException("too much is being read already, and nothing of this was taken; send it again", false);
    }

    /** Whether the same message would never be let in; otherwise it may be sent again. */
    public boolean isForGood() {
        return forGood;
    }
}
