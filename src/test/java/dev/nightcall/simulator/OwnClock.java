package dev.nightcall.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of one process, which is off by something. */
final class OwnClock extends Clock {

    private final Clock real;
    private final Duration skew;
    private Duration more = Duration.ZERO;

    OwnClock(Clock real, Duration skew) {
        this.real = real;
        this.skew = skew;
    }

    /** By that much more than usual. */
    void isOffBy(Duration now) {
        more = now;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(skew).plus(more);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
