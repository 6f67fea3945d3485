package dev.nightcall.incident;

import dev.nightcall.metrics.Decision;
import dev.nightcall.queue.Outgoing;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was decided about an alert, and is written down.
 *
 * @param incident the incident it belongs to; null when there is none
 * @param outgoing what has to be sent now
 */
public record Taken(Decision decision, String incident, List<Outgoing> outgoing) {

    static Taken ignored() {
        return new Taken(Decision.IGNORED, null, List.of());
    }

    Taken andThen(Stream<Outgoing> more) {
        return new Taken(decision, incident, Stream.concat(outgoing.stream(), more).toList());
    }
}
