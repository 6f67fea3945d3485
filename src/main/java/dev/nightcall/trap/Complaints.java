package dev.nightcall.trap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which refusals are logged: one of a kind from an address in ten minutes, so that strangers cannot fill the log. */
final class Complaints {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final Clock clock;
    private final Map<String, Instant> made = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    Complaints(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isDue(Refusal refusal, String address) {
        String kind = refusal + " " + address;
        Instant now = clock.instant();
        Instant last = made.get(kind);
        if (last != null && last.plus(PAUSE).isAfter(now)) {
            return false;
        }
        made.remove(kind);
        made.put(kind, now);
        return true;
    }
}
