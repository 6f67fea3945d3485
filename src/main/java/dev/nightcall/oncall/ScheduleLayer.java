package dev.nightcall.oncall;

import java.time.Duration;
import java.time.Instant;

/** Somebody who is on duty at some times, below and above others. */
interface ScheduleLayer {

    /** A calendar looks ahead no further than two years. */
    Duration ASKED_AGAIN = Duration.ofDays(365);

    /** As shown. */
    String name();

    /** Who is on duty at a moment. */
    Layer.Turn at(Instant at);

    /** Whether this engineer may ever be on duty by it. */
    boolean mayName(Engineer engineer);
}
