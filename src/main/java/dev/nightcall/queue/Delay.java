package dev.nightcall.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a later message still has to wait in the queue. SQS keeps a message back for 900 seconds at most, so a
 * message that is due later hops.
 */
public final class Delay {

    private final Clock clock;
    private final Duration longestHop;

    /** @param longestHop 900 seconds at most (SQS, SendMessage, DelaySeconds) */
    public Delay(Clock clock, Duration longestHop) {
        this.clock = clock;
        this.longestHop = longestHop;
    }

    public boolean isDue(Instant due) {
        return !due.isAfter(clock.instant());
    }

    /** In whole seconds, as SQS wants it, rounded up so that a message never arrives before it is due. */
    public int seconds(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        if (left.isNegative()) {
            return 0;
        }
        Duration hop = left.compareTo(longestHop) > 0 ? longestHop : left;
        return (int) hop.plusNanos(999_999_999).toSeconds();
    }
}
