package dev.nightcall.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting; this program also runs where no test library is. */
final class Pause {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Pause() {
    }

    static void of(Duration duration) {
        until(duration, () -> false);
    }

    /** @return false when it was not so for as long */
    static boolean until(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(LOOK.toNanos(), left));
        }
        return true;
    }
}
