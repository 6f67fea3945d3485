package dev.nightcall.trap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the senders' clocks, and which of their traps were taken, so that a recorded trap cannot be sent again.
 * Only authentic messages come here; otherwise anybody could put a sender's clock forward and so silence it.
 */
final class Freshness {

    /** RFC 3414 section 2.2.3, in seconds. */
    private static final int WINDOW = 150;
    private static final long LAST_BOOTS = Integer.MAX_VALUE;
    private static final int MOST_ENGINES = 10_000;
    private static final int MOST_TRAPS = 50_000;

    private final Clock clock;
    private final Map<String, Heard> engines = limited(MOST_ENGINES);
    private final Set<String> taken = Collections.newSetFromMap(limited(MOST_TRAPS));

    private record Heard(long boots, long time, Instant at) {
    }

    Freshness(Clock clock) {
        this.clock = clock;
    }

    /** RFC 3414 section 3.2, 7 b: not older than 150 s by that engine's clock as it must have gone on since. */
    synchronized boolean isTimely(byte[] engineId, long boots, long time) {
        String engine = HexFormat.of().formatHex(engineId);
        Instant now = clock.instant();
        Heard heard = engines.get(engine);
        if (boots == LAST_BOOTS) {
            return false;
        }
        if (heard == null || boots > heard.boots() || boots == heard.boots() && time > heard.time()) {
            engines.put(engine, new Heard(boots, time, now));
            return true;
        }
        long its = heard.time() + Math.max(0, Duration.between(heard.at(), now).toSeconds());
        return boots == heard.boots() && time + WINDOW >= its;
    }

    /**
     * Whether it is the first time; of two equal datagrams, the second is a replay or the network's copy.
     *
     * @param code the message's authentication code, which no other message has
     */
    synchronized boolean isFirst(byte[] code) {
        return taken.add(HexFormat.of().formatHex(code));
    }

    private static <K, V> Map<K, V> limited(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
