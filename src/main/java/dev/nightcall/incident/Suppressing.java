package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a suppression takes from the incidents that are open when it begins. */
public final class Suppressing {

    /** Longer than an index is behind, and than a request takes. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(15);

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Holding holding;
    private final Closing closing;
    private final Transactions transactions;
    private final Clock clock;

    public Suppressing(Incidents incidents, AlertTable alerts, Holding holding, Closing closing, Transactions transactions,
                       Clock clock) {
        this.closing = closing;
        this.transactions = transactions;
        this.incidents = incidents;
        this.alerts = alerts;
        this.holding = holding;
        this.clock = clock;
    }

    /** "Watch it, do not call", said of a whole incident: each of its alerts is suppressed by its own key and severity. */
    public List<Outgoing> suppress(Incident incident, Meaning.Watches watches) {
        List<AlertRow> rows = alerts.of(incident.id()).toList();
        List<Outgoing> outgoing = new ArrayList<>(endingBegun(rows.stream().filter(row -> !row.alert().isFiring()),
                watches.until()));
        // The moved ones too: a crash may have come before the message that ends their suppression was sent.
        // Those that have the same key have the same suppression.
        Map<AlertKey, Severity> worst = rows.stream().filter(AlertRow::firesHere).map(AlertRow::alert).collect(Collectors.toMap(
                Alert::key, Alert::severity, (one, other) -> other.isHigherThan(one) ? other : one));
        for (AlertRow row : rows.stream().filter(row -> row.alert().isFiring()).toList()) {
            Alert alert = row.alert();
            Suppression suppression = Suppression.byTelephone(alert.key(), worst.getOrDefault(alert.key(), alert.severity()),
                    watches);
            Suppression inForce = holding.begin(suppression);
            outgoing.add(Holding.ending(suppression));
            outgoing.addAll(holding.release(inForce));
            // What an earlier run has moved is held. Held anew by a suppression that is over by now, it would be forgotten.
            if (!row.moved()) {
                take(incident.id(), alert, suppression);
            }
        }
        outgoing.addAll(closing.close(incident.id()));
        return outgoing;
    }

    /**
     * Somebody who was phoned about an incident wants it watched. What another has or has closed by now is left to them; but an
     * earlier run may have begun suppressions, and died before it sent what ends them.
     */
    public List<Outgoing> watch(Incident incident, Meaning.Watches watches) {
        return watches.isOf(incident) ? suppress(incident, watches)
                : endingBegun(alerts.of(incident.id()), watches.until());
    }

    /** Of what has recovered since an earlier run began its suppression, nobody else would say when that ends. */
    private List<Outgoing> endingBegun(Stream<AlertRow> rows, Instant until) {
        return holding.endings(rows.map(row -> row.alert().key()).distinct().toList(), until);
    }

    /** Begins a suppression and takes from the open incidents what it covers. */
    public List<Outgoing> begin(Suppression suppression) {
        List<Outgoing> outgoing = new ArrayList<>();
        holding.begin(suppression);
        outgoing.add(Holding.ending(suppression));
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
        return lookThrough(AlertKey.stored(later.subject()));
    }

    /**
     * Looks through the incidents that are not over for what a suppression covers, if it is in force, and takes it from them;
     * those in which nothing else fires are suppressed, and for how long is said anew, whether it has begun or was ended early.
     */
    public List<Outgoing> lookThrough(AlertKey key) {
        List<Outgoing> outgoing = new ArrayList<>();
        Optional<Suppression> inForce = holding.find(key);
        inForce.ifPresent(suppression -> outgoing.addAll(holding.release(suppression)));
        for (Status status : List.of(Status.OPEN, Status.ACKNOWLEDGED, Status.SUPPRESSED)) {
            for (Incident incident : incidents.all(status)) {
                // The moved ones too: a crash may have come before their incident was closed.
                List<AlertRow> covered = alerts.of(incident.id()).filter(row -> row.alert().isFiring() && !row.related())
                        .filter(row -> row.alert().suppressedBy().contains(key)).toList();
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

    /**
     * With what was said of it meanwhile, unless that is too severe. Whoever ends the suppression raises what it holds then: it
     * is taken only while that holds.
     *
     * @return false when the suppression has ended, or does not hold it any more
     */
    private boolean take(String incident, Alert alert, Suppression suppression) {
        Optional<Suppression> inForce = holding.hold(suppression, alert);
        if (inForce.isEmpty()) {
            return false;
        }
        Optional<AlertRow> now = alerts.find(incident, alert)
                .filter(row -> row.isFiring() && holdsNow(inForce.get(), row.alert()));
        boolean isHeld = now.isEmpty() || now.get().alert().receivedAt().equals(alert.receivedAt())
                && transactions.execute(alerts.moving(incident, now.get()), holding.stillInForce(inForce.get()));
        return isHeld || take(incident, now.get().alert(), suppression);
    }

    private boolean holdsNow(Suppression suppression, Alert alert) {
        return suppression.holds(alert, clock.instant());
    }
}
