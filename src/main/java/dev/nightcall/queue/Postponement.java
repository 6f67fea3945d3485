package dev.nightcall.queue;

import dev.nightcall.aws.Outage;

import java.time.Clock;
import java.time.Duration;

/** What to do with a message that failed: try again after a growing pause, or give it up. */
public final class Postponement {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private final Clock clock;
    private final int triesBeforeGivingUp;

    /** @param triesBeforeGivingUp how often a message is received before an error that is no outage is taken for final */
    public Postponement(Clock clock, int triesBeforeGivingUp) {
        this.clock = clock;
        this.triesBeforeGivingUp = triesBeforeGivingUp;
    }

    /** An outage is not poison: only an error that is none, and comes again and again, ends a message. */
    public boolean isFinal(Throwable error, int received) {
        return error instanceof Unhandleable || !Outage.isCauseOf(error) && !(error instanceof TryAgain)
                && received >= triesBeforeGivingUp;
    }

    /** 1, 2, 4, 8, 16, then 30 seconds, by how often the message has been received; or less, if the error says so. */
    public Duration pause(Throwable error, int received) {
        Duration pause = Duration.ofSeconds(1L << Math.min(Math.max(received - 1, 0), 5));
        Duration longest = error instanceof TryAgain tryAgain ? tryAgain.longestPause() : LONGEST_PAUSE;
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    public DeadLetter deadLetter(String id, String origin, Throwable error, String body) {
        return new DeadLetter(id, origin, reason(error), body, clock.instant());
    }

    private static String reason(Throwable error) {
        return error instanceof Unhandleable ? error.getMessage()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
    }
}
