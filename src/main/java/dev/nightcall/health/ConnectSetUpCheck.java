package dev.nightcall.health;

import dev.nightcall.core.Proof;
import dev.nightcall.health.ConnectSetUp.Named;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.connect.ConnectClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Remembers what Amazon Connect said of its set-up, and asks again: seldom while all is well, whenever it is looked at while
 * something is wrong or not answered, so that it is well again soon after somebody has mended it.
 */
public final class ConnectSetUpCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectSetUpCheck.class);

    private final Supplier<ConnectSetUp> connect;
    private final Named named;
    private final Duration interval;
    private final Clock clock;
    private ConnectSetUp known = ConnectSetUp.unknown();
    private Instant next = Instant.MIN;
    private volatile List<String> unchecked = List.of();

    /** @param interval between questions while all is well */
    public ConnectSetUpCheck(ConnectClient connect, String instanceId, String contactFlowId, String sourceNumber,
                             Duration interval, Clock clock) {
        this(new ConnectSetUpRequests(connect, new Named(instanceId, contactFlowId, sourceNumber)), interval, clock);
    }

    private ConnectSetUpCheck(ConnectSetUpRequests requests, Duration interval, Clock clock) {
        this(requests, requests.named(), interval, clock);
    }

    ConnectSetUpCheck(Supplier<ConnectSetUp> connect, Named named, Duration interval, Clock clock) {
        this.connect = connect;
        this.named = named;
        this.interval = interval;
        this.clock = clock;
    }

    /** @throws IllegalStateException saying which settings are wrong, and why */
    public synchronized void require() {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            known = connect.get().after(known);
            boolean well = known.isWhole() && known.problems(named).isEmpty();
            next = well ? now.plus(interval) : now;
            tell(known.unchecked());
        }
        List<String> problems = known.problems(named);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    /** Asks now. @return what the answers show of whether calls can be made */
    public Set<Proof> shows() {
        return connect.get().shows(named);
    }

    /** For people, what of it cannot be known; empty when all can. */
    public String note() {
        List<String> now = unchecked;
        return now.isEmpty() ? "" : "not checked, as Nightcall has not the right to ask: " + String.join(", ", now);
    }

    private void tell(List<String> found) {
        if (!found.equals(unchecked)) {
            unchecked = found;
            if (!found.isEmpty()) {
                LOG.warn("connect: {}", note());
            }
        }
    }
}
