package dev.nightcall.queue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The growing pause between two tries. */
public final class Pause {

    private Pause() {
    }

    /** Waits 0.1, 0.2, 0.4 … 5 seconds. @return false when the thread was asked to stop */
    public static boolean uninterrupted(int tries) {
        try {
            return !new CountDownLatch(1).await(Math.min(5_000, 100L << Math.min(tries - 1, 6)), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
