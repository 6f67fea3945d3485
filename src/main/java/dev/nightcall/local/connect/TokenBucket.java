package dev.nightcall.local.connect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A rate with a burst: "RateLimit of 2 requests per second and BurstLimit of 5 requests per second" ("Amazon Connect
 * API throttling quotas", administrator guide).
 */
final class TokenBucket {

    private final Clock clock;
    private Instant filledAt;
    private double tokens = Double.MAX_VALUE;

    TokenBucket(Clock clock) {
        this.clock = clock;
        this.filledAt = clock.instant();
    }

    boolean tryTake(double ratePerSecond, int burst) {
        Instant now = clock.instant();
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        tokens = Math.min(burst, tokens + Math.max(0, seconds) * ratePerSecond);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
