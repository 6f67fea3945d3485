package dev.nightcall.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How often is looked at what health and metrics tell: at each turn while somebody reads them, otherwise seldom, as each look
 * is a request to AWS. Whoever reads again and again is told what was seen since he read last; who begins to, what was seen a
 * short while ago.
 */
public final class Readership {

    private final Look dependencies;
    private final Look incidents;
    private final Look lines;

    /** Whether it is time for a look at something. */
    public static final class Look {

        private final Duration unread;
        private final Clock clock;
        private boolean isRead;
        private Instant next = Instant.MIN;

        Look(Duration unread, Clock clock) {
            this.unread = unread;
            this.clock = clock;
        }

        /** Asked at each turn. @return whether it is looked at now */
        synchronized boolean isDue() {
            Instant now = clock.instant();
            if (!isRead && now.isBefore(next)) {
                return false;
            }
            isRead = false;
            next = now.plus(unread);
            return true;
        }

        synchronized void read() {
            isRead = true;
        }
    }

    /** @param unread after what time is looked again though nobody has read what was seen */
    public Readership(Duration unread, Clock clock) {
        dependencies = new Look(unread, clock);
        incidents = new Look(unread, clock);
        lines = new Look(unread, clock);
    }

    /** Somebody reads health. */
    public void health() {
        dependencies.read();
    }

    /** Somebody reads metrics: those of queues come from the look at dependencies. */
    public void metrics() {
        dependencies.read();
        incidents.read();
        lines.read();
    }

    Look dependencies() {
        return dependencies;
    }

    Look incidents() {
        return incidents;
    }

    Look lines() {
        return lines;
    }
}
