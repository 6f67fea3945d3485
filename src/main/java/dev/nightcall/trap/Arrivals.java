package dev.nightcall.trap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When traps came in, so that the order in which they did outlives the workers, which overtake each other: no two have the
 * same microsecond, and each is later than the one before, unless the clock was ahead and has been set right.
 */
final class Arrivals {

    /** More than a storm is ever ahead of the clock by microseconds. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final Clock clock;
    private Instant last = Instant.EPOCH;

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** Called by one thread. */
    Instant next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean setBack = last.isAfter(now.plus(SET_BACK));
        last = now.isAfter(last) || setBack ? now : last.plus(1, ChronoUnit.MICROS);
        return last;
    }
}
