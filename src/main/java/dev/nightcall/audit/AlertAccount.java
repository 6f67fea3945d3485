package dev.nightcall.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The alerts of a span of time.
 *
 * @param total       how many were accepted
 * @param places      how many of them are where, by {@link Place#word()}; every place is there
 * @param unaccounted those of which nobody knows, the oldest first, at most {@link #LISTED}
 * @param older       those that were ignored because something newer was known, likewise: many tell of a wrong clock
 */
public record AlertAccount(long total, Map<String, Long> places, List<Listed> unaccounted, List<Listed> older) {

    /** More are of no use to whoever looks into it. */
    public static final int LISTED = 1000;

    /**
     * An alert that somebody should look at.
     *
     * @param alert which alert it is: its key, or the system and the monitor's own name of it
     * @param why   it is counted so
     */
    public record Listed(String id, String alert, Instant receivedAt, String why) {
    }

    /** How many are in a place. */
    public long in(Place place) {
        return places.get(place.word());
    }
}
