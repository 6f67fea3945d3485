package dev.nightcall.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** Moments for local times, also where clocks are changed. */
final class LocalTimes {

    private LocalTimes() {
    }

    /** The first time a clock shows this; the moment at which it skips it, if it never does. */
    static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
    }
}
