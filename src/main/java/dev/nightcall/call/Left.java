package dev.nightcall.call;

import dev.nightcall.core.Belief;
import dev.nightcall.core.Call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Whether anything of a call still needs it: read when it matters, and not again as long as it may be believed. */
final class Left implements BooleanSupplier {

    private final Remaining remaining;
    private final Call call;
    private final Clock clock;
    private final Duration fresh;
    private Belief belief;
    private boolean any;

    /**
     * @param found perhaps with what was read with the call
     * @param fresh how long it may be believed
     */
    Left(Remaining remaining, CallLook.Found found, Clock clock, Duration fresh) {
        this.remaining = remaining;
        this.call = found.call();
        this.clock = clock;
        this.fresh = fresh;
        found.any().ifPresent(needed -> {
            any = needed;
            belief = new Belief(found.at(), fresh);
        });
    }

    @Override
    public boolean getAsBoolean() {
        Instant now = clock.instant();
        if (belief == null || !belief.holds(now)) {
            any = remaining.isAnyOf(call);
            belief = new Belief(now, fresh);
        }
        return any;
    }
}
