package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Suppression;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a suppression takes from the incidents that are open when it begins. */
public final class Suppressing {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Holding holding;
    private final Closing closing;
    private final Clock clock;

    public Suppressing(Incidents incidents, AlertTable alerts, Holding holding, Closing closing, Clock clock) {
        this.closing = closing;
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
        outgoing.addAll(closing.close(incident.id()));
        return outgoing;
    }

    /** Begins a suppression and takes from the open incidents what it covers. */
    public List<Outgoing> begin(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        outgoing.add(holding.begin(suppression));
        outgoing.addAll(take(suppression));
        return outgoing;
    }

    /**
     * Takes what a suppression covers from the incidents that are not over; those in which nothing else fires are suppressed, and
     * those that are already may be so for longer.
     */
    public List<Outgoing> take(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        for (Status status : List.of(Status.OPEN, Status.ACKNOWLEDGED, Status.SUPPRESSED)) {
            for (Incident incident : incidents.all(status)) {
                // The moved ones too: a crash may have come before their incident was closed.
                List<AlertRow> covered = alerts.of(incident.id()).filter(row -> row.alert().isFiring() && !row.related())
                        .filter(row -> suppression.holds(row.alert(), clock.instant())).toList();
                covered.stream().filter(AlertRow::isFiring).forEach(row -> take(incident, row.alert(), suppression));
                if (!covered.isEmpty()) {
                    outgoing.addAll(closing.close(incident.id()));
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
}
