package dev.nightcall.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Outages in the log: when one began, when it was over, and how often it was met in between; not each time. */
public final class OutageLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    /** Longer than the longest pause of a message: what has not failed for so long does not fail any more. */
    private static final Duration QUIET = Duration.ofSeconds(35);

    private final Clock clock;
    private final Map<String, Met> open = new LinkedHashMap<>();

    private record Met(Instant first, Instant last, int times) {
    }

    public OutageLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Something could not be done now, and will be tried again. What is {@link Outage#isOrdinary ordinary} begins no outage.
     *
     * @param where what could not be done, in a few words of which there are not many
     */
    public void met(String where, Throwable error) {
        note(where, error, Outage.isOrdinary(error));
    }

    /** Somebody could not be served now and has to come again: to him it is one, too, that a service asks us for less. */
    public void turnedAway(String where, Throwable error) {
        note(where, error, Outage.isConflict(error));
    }

    private synchronized void note(String where, Throwable error, boolean ordinary) {
        if (ordinary) {
            LOG.debug("{}: not now: {}", where, error.toString());
            return;
        }
        Instant now = clock.instant();
        Met before = open.get(where);
        if (before == null) {
            LOG.warn("{}: an outage begins: {}", where, error.toString());
        }
        open.put(where, before == null ? new Met(now, now, 1) : new Met(before.first(), now, before.times() + 1));
    }

    /** Tells the end of what has not been met for a while. */
    public synchronized void tellEnds() {
        Instant quietSince = clock.instant().minus(QUIET);
        for (Iterator<Map.Entry<String, Met>> all = open.entrySet().iterator(); all.hasNext();) {
            Map.Entry<String, Met> one = all.next();
            Met met = one.getValue();
            if (met.last().isBefore(quietSince)) {
                LOG.info("{}: the outage is over; it was met {} times from {} to {}", one.getKey(), met.times(), met.first(),
                        met.last());
                all.remove();
            }
        }
    }
}
