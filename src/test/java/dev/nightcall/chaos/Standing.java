package dev.nightcall.chaos;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks all the time which incidents stand as taken, or as open: the timeline tells when people said so, not when it was
 * written.
 */
final class Standing {

    private static final Duration LOOK = Duration.ofMillis(150);
    private final Clock clock;
    private final Map<String, List<Span>> spans = new HashMap<>();
    private Duration longestLook = Duration.ZERO;

    /** A time in which an incident certainly stood so: it was so at both ends and at every look between. */
    record Span(Instant from, Instant to) {

        boolean contains(Instant at) {
            return at.isAfter(from) && at.isBefore(to);
        }
    }

    Standing(Clock clock) {
        this.clock = clock;
    }

    void watch(Cloud cloud, Status status, AtomicBoolean over) {
        Map<String, Span> now = new HashMap<>();
        while (!over.get()) {
            Instant before = clock.instant();
            List<Incident> found = cloud.incidents(status);
            Instant after = clock.instant();
            looked(Duration.between(before, after));
            Map<String, Span> still = new HashMap<>();
            found.forEach(incident -> still.put(incident.id(), new Span(
                    now.containsKey(incident.id()) ? now.get(incident.id()).from() : after, before)));
            now.forEach((id, span) -> {
                if (!still.containsKey(id)) {
                    add(id, span);
                }
            });
            now.clear();
            now.putAll(still);
            Pause.until(LOOK, over::get);
        }
        now.forEach(this::add);
    }

    private synchronized void looked(Duration time) {
        longestLook = time.compareTo(longestLook) > 0 ? time : longestLook;
    }

    /** How long one took at most: how slow the machine was. */
    synchronized Duration longestLook() {
        return longestLook;
    }

    synchronized void add(String incident, Span span) {
        spans.computeIfAbsent(incident, id -> new ArrayList<>()).add(span);
    }

    synchronized List<Span> of(String incident) {
        return List.copyOf(spans.getOrDefault(incident, List.of()));
    }

    synchronized Map<String, List<Span>> all() {
        return Map.copyOf(spans);
    }
}
