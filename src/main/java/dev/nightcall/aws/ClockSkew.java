package dev.nightcall.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How far a clock is ahead of another, as several comparisons by answers over a network tell. One alone proves little: it may
 * come from a proxy, or the clock may have been set while it was made.
 */
final class ClockSkew {

    /** Of so many, the one in the middle counts. */
    private static final int SAMPLES = 5;
    /** Before so many agree, nothing is said. */
    private static final int ENOUGH = 3;
    /** What took longer, as a receive that waits does, says too little. */
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(2);
    /** A date in a header is cut to the second. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private final Deque<Duration> samples = new ArrayDeque<>();

    /**
     * Compares.
     *
     * @param sent     by the clock in question, before the answer was dated
     * @param received by the clock in question, after that
     * @param dated    when the answer was made, by the other clock and cut to the second
     */
    synchronized void compare(Instant sent, Instant received, Instant dated) {
        Duration roundTrip = Duration.between(sent, received);
        if (roundTrip.isNegative() || roundTrip.compareTo(LONGEST_ROUND_TRIP) > 0) {
            return;
        }
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(least(Duration.between(dated.plus(RESOLUTION), sent), Duration.between(dated, received)));
    }

    /** How far the clock is ahead at least, behind when it is negative; zero as long as it may be right. */
    synchronized Duration least() {
        List<Duration> sorted = samples.stream().sorted().toList();
        return sorted.size() < ENOUGH ? Duration.ZERO : sorted.get(sorted.size() / 2);
    }

    /** Of all that is possible from one to the other, what is nearest to zero. */
    private static Duration least(Duration from, Duration to) {
        if (!from.isNegative()) {
            return from;
        }
        return to.isNegative() ? to : Duration.ZERO;
    }
}
