package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Suppression;
import dev.nightcall.timeline.Event;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a suppression takes from the incidents that are open when it begins. */
public final class Suppressing {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Holding holding;
    private final Related related;
    private final Clock clock;

    public Suppressing(Incidents incidents, AlertTable alerts, Holding holding, Related related, Clock clock) {
        this.related = related;
        this.incidents = incidents;
        this.alerts = alerts;
        this.holding = holding;
        this.clock = clock;
    }

    /** "Watch it, do not call", said of a whole incident: each of its alerts is suppressed by its own key and severity. */
    public List<Outgoing> suppress(Incident incident, String by, String reason, Instant until) {
        List<Outgoing> outgoing = new ArrayList<>();
        // The moved ones too: a crash may have come before the message that ends their suppression was sent.
        for (AlertRow row : alerts.of(incident.id()).filter(row -> row.alert().isFiring()).toList()) {
            Alert alert = row.alert();
            Suppression suppression = new Suppression(alert.key(), until, alert.severity(), by, reason, false);
            outgoing.add(holding.begin(suppression));
            // What an earlier run has moved is held. Held anew by a suppression that is over by now, it would be forgotten.
            if (!row.moved()) {
                take(incident, alert, suppression);
            }
        }
        outgoing.addAll(closeIfEmpty(incident, by, until));
        return outgoing;
    }

    /** Begins a suppression and takes from the open incidents what it covers. */
    public List<Outgoing> begin(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        outgoing.add(holding.begin(suppression));
        outgoing.addAll(take(suppression));
        return outgoing;
    }

    /** Takes what a suppression covers from the open incidents; those of which nothing is left are over. */
    public List<Outgoing> take(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        for (Status status : List.of(Status.OPEN, Status.ACKNOWLEDGED)) {
            for (Incident incident : incidents.all(status)) {
                // The moved ones too: a crash may have come before their incident was closed.
                List<AlertRow> covered = alerts.of(incident.id()).filter(row -> row.alert().isFiring() && !row.related())
                        .filter(row -> suppression.holds(row.alert(), clock.instant())).toList();
                covered.stream().filter(AlertRow::isFiring).forEach(row -> take(incident, row.alert(), suppression));
                if (!covered.isEmpty()) {
                    outgoing.addAll(closeIfEmpty(incident, suppression.by(), suppression.until()));
                }
            }
        }
        return outgoing;
    }

    private void take(Incident incident, Alert alert, Suppression suppression) {
        if (holding.hold(suppression, alert)) {
            alerts.move(incident.id(), alert);
        }
    }

    private List<Outgoing> closeIfEmpty(Incident incident, String by, Instant until) {
        if (alerts.of(incident.id()).anyMatch(AlertRow::isFiring)) {
            return List.of();
        }
        incidents.find(incident.id()).filter(now -> !now.isResolved())
                .ifPresent(now -> incidents.resolve(now, by, Event.SUPPRESSED, "until " + until, clock.instant()));
        return related.closed(incident, until);
    }
}
