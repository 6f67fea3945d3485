package dev.nightcall.core;

import java.time.Duration;

/**
 * How long calls may take.
 *
 * @param firstLook    from dialling to the first look at the contact
 * @param interval     between looks
 * @param secondLook   from seeing that an answered call has ended without a digit until it counts as without one
 * @param ringLimit    a call that rings longer is stopped, unless a policy says something else
 * @param longestCall  how long a line stays claimed by a call of which nothing is heard
 * @param unknownAfter from asking Connect until a call of which nothing is known counts as unknown
 */
public record CallTimes(Duration firstLook, Duration interval, Duration secondLook, Duration ringLimit, Duration longestCall,
                        Duration unknownAfter) {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /**
     * For how long it may be believed what was read before dialling, so that a process that slept looks again: well below
     * the time after which others take a call for unknown.
     */
    public Duration fresh() {
        Duration half = unknownAfter.dividedBy(2);
        return half.compareTo(FRESH) < 0 ? half : FRESH;
    }
}
