package dev.nightcall.incident;

import dev.nightcall.alert.Decision;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Verdict;
import dev.nightcall.sending.Outgoing;

import java.util.List;

/**
 * What was decided about an alert, and is written down.
 *
 * @param incident the incident it belongs to; null when there is none
 * @param outgoing what has to be sent now
 */
public record Taken(Decision decision, String incident, List<Outgoing> outgoing) {

    static Taken by(Verdict verdict, List<Outgoing> outgoing) {
        return new Taken(verdict.decision(), verdict.where().map(Incident::id).orElse(null), outgoing);
    }

    /** Nothing holds it, and its suppressed incident is open again for it. */
    static Taken reopened(Incident incident, List<Outgoing> outgoing) {
        return new Taken(Decision.REOPENED, incident.id(), outgoing);
    }

    /** A suppression holds it. @param incident from which it was taken when it began while it was filed, or null */
    static Taken held(String incident, List<Outgoing> outgoing) {
        return new Taken(Decision.HELD, incident, outgoing);
    }
}
