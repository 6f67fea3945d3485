package dev.nightcall.chaos;

import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks all the time which incidents somebody has: the timeline tells when they said so, not when it was written. */
final class Taken {

    private static final Duration LOOK = Duration.ofMillis(150);
    private final Clock clock;
    private final Map<String, List<Span>> spans = new HashMap<>();

    /** A time in which somebody certainly had the incident: it was so at both ends and at every look between. */
    record Span(Instant from, Instant to) {

        boolean contains(Instant at) {
            return at.isAfter(from) && at.isBefore(to);
        }
    }

    Taken(Clock clock) {
        this.clock = clock;
    }

    void watch(Cloud cloud, AtomicBoolean over) {
        Map<String, Span> now = new HashMap<>();
        while (!over.get()) {
            Instant before = clock.instant();
            List<Incident> taken = cloud.incidents(Status.ACKNOWLEDGED);
            Instant after = clock.instant();
            Map<String, Span> still = new HashMap<>();
            taken.forEach(incident -> still.put(incident.id(), new Span(
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

    synchronized void add(String incident, Span span) {
        spans.computeIfAbsent(incident, id -> new ArrayList<>()).add(span);
    }

    synchronized List<Span> of(String incident) {
        return List.copyOf(spans.getOrDefault(incident, List.of()));
    }
}
