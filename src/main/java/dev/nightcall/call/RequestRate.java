package dev.nightcall.call;

import java.time.Duration;

/**
 * How often Amazon Connect may be asked for one operation (Connect administrator guide, "Amazon Connect API throttling
 * quotas"): a token bucket.
 *
 * @param perSecond on and on
 * @param burst     at once, after a pause
 */
public record RequestRate(double perSecond, int burst) {

    /** In which the bucket fills. */
    Duration period() {
        return Duration.ofMillis((long) Math.ceil(1000 * burst / perSecond));
    }

    /** The most that a full bucket and one that fills give in a period. */
    int mostInAPeriod() {
        return Math.max(1, 2 * burst - 1);
    }
}
