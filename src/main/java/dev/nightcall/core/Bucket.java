package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket that is one time: when it will be full again (the generic cell rate algorithm). So a fleet can share it as
 * one attribute that is compared and set.
 *
 * @param interval after what time there is another token
 * @param size     how many it holds
 */
public record Bucket(Duration interval, int size) {

    /** Replicas run NTP. A time that is further ahead than the bucket and this was written by a clock that is wrong. */
    private static final Duration WRONG_CLOCK = Duration.ofSeconds(5);

    /**
     * The bucket of dials, smaller than Connect's by what comes in a second, though by no more than half: some take longer from
     * their token to Connect than others, and clocks differ. As long as both together stay below a second, Connect never sees
     * more than {@code burst}.
     *
     * @param perSecond Connect's rate
     * @param burst     Connect's burst
     */
    public static Bucket ofDials(double perSecond, int burst) {
        return of(perSecond, burst - Math.min((int) Math.ceil(perSecond), burst / 2));
    }

    /** The bucket of requests other than dials, smaller by one token: one that is refused is made again. @see #ofDials */
    public static Bucket ofRequests(double perSecond, int burst) {
        return of(perSecond, burst - 1);
    }

    private static Bucket of(double perSecond, int size) {
        return new Bucket(Duration.ofNanos((long) (1_000_000_000 / perSecond)), Math.max(1, size));
    }

    /**
     * How long until a token may be taken; zero when it may be now.
     *
     * @param full when the bucket is full again; null when it always was
     * @param left how many tokens must be left after taking one
     */
    public Duration until(Instant full, Instant now, int left) {
        if (full == null || isWrong(full, now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, full).minus(interval.multipliedBy(Math.max(0, size - 1 - left)));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** When the bucket is full again after a token is taken now. */
    public Instant take(Instant full, Instant now) {
        if (full != null && isWrong(full, now)) {
            return now.plus(interval.multipliedBy(size));
        }
        return (full == null || full.isBefore(now) ? now : full).plus(interval);
    }

    private boolean isWrong(Instant full, Instant now) {
        return full.isAfter(now.plus(interval.multipliedBy(size)).plus(WRONG_CLOCK));
    }
}
