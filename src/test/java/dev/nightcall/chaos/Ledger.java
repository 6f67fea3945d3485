package dev.nightcall.chaos;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was answered 202, and so must never be forgotten. */
final class Ledger {

    private final Clock clock;
    private final Map<String, Accepted> last = new LinkedHashMap<>();
    private final Map<Integer, Accepted> all = new LinkedHashMap<>();
    private int requests;

    /** @param ids those that Nightcall gave it */
    record Accepted(Statement statement, String id, Instant at) {
    }

    Ledger(Clock clock) {
        this.clock = clock;
    }

    synchronized void sent() {
        requests++;
    }

    /** Of one alert a monitor says the next thing only when the one before was accepted, so the last one counts. */
    synchronized void accepted(Statement statement, String id) {
        Accepted accepted = new Accepted(statement, id, clock.instant());
        last.put(statement.identity(), accepted);
        all.put(statement.number(), accepted);
    }

    synchronized int requests() {
        return requests;
    }

    /** The last word on each alert. */
    synchronized List<Accepted> lastWords() {
        return new ArrayList<>(last.values());
    }

    synchronized Map<Integer, Accepted> all() {
        return new LinkedHashMap<>(all);
    }
}
