package dev.nightcall.intake;

import dev.nightcall.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys that nobody has been given, wherever in a request they were: counted, by address, and logged once a minute. */
final class WrongKeyCount {

    private static final Logger LOG = LoggerFactory.getLogger(WrongKeyCount.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** So many of one address in a minute are somebody's mistake. */
    private static final int FREE = 10;
    private static final int MOST_ADDRESSES = 1000;

    private final Meters meters;
    private final Clock clock;
    private final Map<String, Integer> byAddress = new LinkedHashMap<>();
    private Instant windowEnds = Instant.MIN;
    private int unsaid;
    private Instant nextWarning = Instant.MIN;

    WrongKeyCount(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** One more came from there. */
    synchronized void add(String address) {
        forget();
        if (byAddress.size() >= MOST_ADDRESSES && !byAddress.containsKey(address)) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        byAddress.merge(address, 1, Integer::sum);
        meters.wrongKey();
        unsaid++;
        if (!clock.instant().isBefore(nextWarning)) {
            LOG.warn("{} requests with a key that nobody has been given, the last one from {}", unsaid, address);
            unsaid = 0;
            nextWarning = clock.instant().plus(WINDOW);
        }
    }

    /** Whether so many came from there that this is no mistake any more. */
    synchronized boolean isTrying(String address) {
        forget();
        return byAddress.getOrDefault(address, 0) >= FREE;
    }

    private void forget() {
        if (!clock.instant().isBefore(windowEnds)) {
            byAddress.clear();
            windowEnds = clock.instant().plus(WINDOW);
        }
    }
}
