package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.suppression.Holding;
import dev.nightcall.tables.AlertTable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a suppression takes from the incidents that are open when it begins. */
public final class Suppressing {

    /** Longer than an index is behind, and than a request takes. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(15);

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
                take(incident.id(), alert, suppression);
            }
        }
        outgoing.addAll(closing.close(incident.id()));
        return outgoing;
    }

    /** Begins a suppression and takes from the open incidents what it covers. */
    public List<Outgoing> begin(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        outgoing.add(holding.begin(suppression));
        outgoing.addAll(lookThrough(suppression.key()));
        return outgoing;
    }

    /** What is to be sent before one begins that nobody may ask for again: what ends it, and a look for what a crash has left. */
    public List<Outgoing> announce(Suppression suppression) {
        return Stream.concat(Stream.of(Holding.ending(suppression)), announceLook(suppression.key()).stream()).toList();
    }

    /**
     * The message by which the incidents are looked through once more: to be sent before a suppression begins or ends early, as
     * nobody may repeat a request that ends half-way, and what opened in the same moment is seen by an index a little later.
     */
    public List<Outgoing> announceLook(AlertKey key) {
        return List.of(new Later(Task.LOOK_THROUGH, key.toString(), 0, clock.instant().plus(LOOKED_AGAIN)));
    }

    public List<Outgoing> lookThrough(Later later) {
        return lookThrough(AlertKey.parse(later.subject()));
    }

    /**
     * Looks through the incidents that are not over for what a suppression covers, if it is in force, and takes it from them;
     * those in which nothing else fires are suppressed, and for how long is said anew, whether it has begun or was ended early.
     */
    public List<Outgoing> lookThrough(AlertKey key) {
        List<Outgoing> outgoing = new ArrayList<>();
        Optional<Suppression> inForce = holding.find(key);
        for (Status status : List.of(Status.OPEN, Status.ACKNOWLEDGED, Status.SUPPRESSED)) {
            for (Incident incident : incidents.all(status)) {
                // The moved ones too: a crash may have come before their incident was closed.
                List<AlertRow> covered = alerts.of(incident.id()).filter(row -> row.alert().isFiring() && !row.related())
                        .filter(row -> row.alert().key().suppressedBy().contains(key)).toList();
                inForce.ifPresent(suppression -> covered.stream()
                        .filter(row -> row.isFiring() && holdsNow(suppression, row.alert()))
                        .forEach(row -> take(incident.id(), row.alert(), suppression)));
                if (!covered.isEmpty()) {
                    outgoing.addAll(closing.close(incident.id()));
                }
            }
        }
        return outgoing;
    }

    /**
     * For whoever has just filed an alert: it may have passed the suppressions before one of them began. Who suppresses writes
     * the suppression first and looks at the alerts then; who files one looks at the suppressions then: one sees the other.
     *
     * @param suppressions those that may hold it, read after it was filed
     * @return what to send when it is held after all; empty when it is not
     */
    Optional<List<Outgoing>> takeBack(Incident incident, Alert alert, List<Suppression> suppressions) {
        boolean held = suppressions.stream().filter(suppression -> holdsNow(suppression, alert))
                .anyMatch(suppression -> take(incident.id(), alert, suppression));
        return held ? Optional.of(closing.close(incident.id())) : Optional.empty();
    }

    /** With what was said of it meanwhile, unless that is too severe. @return false when the suppression has ended */
    private boolean take(String incident, Alert alert, Suppression suppression) {
        if (!holding.hold(suppression, alert)) {
            return false;
        }
        if (!alerts.move(incident, alert)) {
            alerts.find(incident, alert).filter(row -> row.isFiring() && holdsNow(suppression, row.alert()))
                    .ifPresent(row -> take(incident, row.alert(), suppression));
        }
        return true;
    }

    private boolean holdsNow(Suppression suppression, Alert alert) {
        return suppression.holds(alert, clock.instant());
    }
}
