package dev.nightcall.local.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting. */
final class Until {

    private static final Duration POLL = Duration.ofMillis(20);

    private Until() {
    }

    /** @return whether it became true in time */
    static boolean isTrue(Duration atMost, Callable<Boolean> condition) throws Exception {
        return isTrue(atMost, POLL, condition);
    }

    /** @param pause between two looks */
    static boolean isTrue(Duration atMost, Duration pause, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }

    /** @throws IllegalStateException when it did not become true in time */
    static void required(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
        if (!isTrue(atMost, condition)) {
            throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain for " + what);
        }
    }

    static void passed(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
