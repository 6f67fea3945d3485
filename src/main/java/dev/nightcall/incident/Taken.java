package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.metrics.Decision;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.suppression.AlertRow;

import java.util.List;
import java.util.Optional;
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

    static Taken recovered(String incident) {
        return new Taken(Decision.RECOVERED, incident, List.of());
    }

    /** A suppression that began while it was filed has taken it from the incident. */
    static Taken held(String incident, List<Outgoing> outgoing) {
        return new Taken(Decision.HELD, incident, outgoing);
    }

    /** @param incident where something newer is filed, or null */
    static Taken older(String incident) {
        return new Taken(Decision.OLDER, incident, List.of());
    }

    /** The same, but what is filed there already is newer. */
    Taken ifNotOlder(Alert alert, Optional<AlertRow> filed) {
        boolean older = filed.filter(row -> row.alert().receivedAt().isAfter(alert.receivedAt())).isPresent();
        return older ? new Taken(Decision.OLDER, incident, outgoing) : this;
    }

    Taken andThen(Stream<Outgoing> more) {
        return new Taken(decision, incident, Stream.concat(outgoing.stream(), more).toList());
    }
}
