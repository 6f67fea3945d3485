package dev.nightcall.telephone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The way of one request out of this process: whether it was handed to the network, and until when it may be. Before that
 * credentials are looked for, which may fail or take long, and the whole process may have slept.
 */
public final class Transmission {

    private final Clock clock;
    private final Instant from;
    private final Instant latest;
    private volatile boolean begun;

    /**
     * @param from when it was decided to make the request: of a clock that shows less than that by now nobody knows how long ago
     *             it was
     * @param time so long after that the request is not made any more
     */
    public Transmission(Clock clock, Instant from, Duration time) {
        this.clock = clock;
        this.from = from;
        this.latest = from.plus(time);
    }

    /** The request was not made, as its time is over. */
    public static final class TooLateException extends RuntimeException {

        TooLateException(Instant latest) {
            super("not sent after " + latest);
        }
    }

    /**
     * The request is about to be handed to the network: nothing else is done in between.
     *
     * @throws TooLateException when its time is over; then it is not made
     */
    public void begin() {
        Instant now = clock.instant();
        if (now.isAfter(latest) || now.isBefore(from)) {
            throw new TooLateException(latest);
        }
        begun = true;
    }

    /** Whether something may have left this process. */
    public boolean isBegun() {
        return begun;
    }
}
