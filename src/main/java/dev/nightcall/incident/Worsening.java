package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.Incident;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.tables.AlertTable;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An alert makes its incident worse: a worse alert than all before it may have a policy of its own, and one that is bad
 * enough ends the rest of an escalation that phones nobody. While somebody has it the escalation stays where it is, and they
 * are told by {@link Informing}. What no suppression holds opens a suppressed incident again.
 */
final class Worsening {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    Worsening(Incidents incidents, AlertTable alerts, Supplier<OnCall> onCall, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * @param alert    filed before the incident was read
     * @param incident as it was read then
     * @return the incident as it is afterwards; empty when it has changed meanwhile: look again
     */
    Optional<Incident> by(Alert alert, Incident incident) {
        if (incident.isSuppressed()) {
            return reopen(alert, incident);
        }
        if (!incident.isWorsenedBy(alert) || !isLatest(alert, incident)) {
            return Optional.of(incident);
        }
        Instant now = clock.instant();
        Incident worse = incident.worsened(alert, onCall.get().policyFor(alert, now), now);
        return incidents.worsen(incident, worse, alert) ? incidents.find(incident.id()) : Optional.empty();
    }

    private Optional<Incident> reopen(Alert alert, Incident suppressed) {
        boolean news = alerts.find(suppressed.id(), alert)
                .filter(row -> row.isFiring() && row.alert().id().equals(alert.id())).isPresent();
        if (!news) {
            return Optional.of(suppressed);
        }
        Instant now = clock.instant();
        Incident again = suppressed.reopenedFor(alert, onCall.get().policyFor(alert, now), now);
        return incidents.suppressed().end(suppressed, again, alert)
                ? incidents.find(suppressed.id()) : Optional.empty();
    }

    /** What others have overtaken is not so bad any more. */
    private boolean isLatest(Alert alert, Incident incident) {
        return alerts.find(incident.id(), alert).filter(row -> row.alert().id().equals(alert.id())).isPresent();
    }
}
