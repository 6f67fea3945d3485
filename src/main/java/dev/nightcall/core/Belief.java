package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;

/**
 * That what was seen is still so. It holds for a short time only: whoever slept since, or whose clock has gone back, looks again
 * before they act.
 *
 * @param since when it was looked
 * @param fresh how long it holds
 */
public record Belief(Instant since, Duration fresh) {

    public boolean holds(Instant now) {
        return !now.isBefore(since) && !now.isAfter(since.plus(fresh));
    }
}
