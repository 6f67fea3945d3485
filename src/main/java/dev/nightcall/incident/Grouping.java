package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Text;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Transactions;
import dev.nightcall.metrics.Decision;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.queue.Task;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gives every alert its incident: the first one of a group opens it, others join it, a resolved one leaves it, and with
 * the last one that leaves the incident is resolved.
 *
 * <p>Joining and resolving may happen at the same moment. Who joins files the alert first and looks at the incident then;
 * who resolves closes the incident first and looks at the alerts then. So at least one of them sees the other, and the
 * alert is raised again.
 */
public final class Grouping {

    /** Timelines of what was no alert, one a day in UTC. */
    public static final String NOTES = "notes/";

    private static final int TRIES = 20;
    private static final int LONGEST_NAME = 200;
    private final Incidents incidents;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<OnCall> onCall;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Meters meters;

    public Grouping(Incidents incidents, AlertTable alerts, Timeline timeline, Transactions transactions,
                    Supplier<OnCall> onCall, Supplier<String> ids, Clock clock, Meters meters) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.onCall = onCall;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /** @return what has to be sent now */
    public List<Outgoing> take(Alert alert) {
        String group = onCall.get().groupOf(alert);
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Incident> current = incidents.ofGroup(group);
            Optional<List<Outgoing>> done = switch (alert.state()) {
                case FIRING -> takeFiring(alert, group, current);
                case RESOLVED -> takeResolved(alert, current);
                case ACKNOWLEDGED -> takeAcknowledged(alert, current);
                case NOTE -> Optional.of(note(alert, current));
            };
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new TryAgain("the incident of " + group + " keeps changing", Duration.ofSeconds(2), null);
    }

    /** Empty: somebody else was faster, look again. */
    private Optional<List<Outgoing>> takeFiring(Alert alert, String group, Optional<Incident> current) {
        if (current.isEmpty() || current.get().isResolved()) {
            List<Outgoing> left = new ArrayList<>();
            if (current.isPresent()) {
                if (isSettled(alert, current.get())) {
                    meters.alert(Decision.IGNORED);
                    return Optional.of(List.of());
                }
                left.addAll(raiseWhatStillFires(current.get()));
            }
            Incident incident = open(alert, group);
            if (!incidents.open(incident, current.map(Incident::id).orElse(null), alert,
                    alerts.file(incident.id(), alert, null))) {
                return Optional.empty();
            }
            meters.alert(Decision.OPENED);
            left.add(firstStep(incident));
            left.addAll(Notices.opened(incident));
            return Optional.of(left);
        }
        Incident incident = current.get();
        if (!file(incident, alert)) {
            return Optional.empty();
        }
        if (incidents.find(incident.id()).orElseThrow().isResolved()) {
            return Optional.empty();
        }
        meters.alert(Decision.JOINED);
        // The opening alert, delivered again: the crash may have come before the first step was asked for.
        List<Outgoing> missing = new ArrayList<>();
        if (incident.openedBy().equals(alert.id())) {
            if (incident.position() == 0) {
                missing.add(firstStep(incident));
            }
            missing.addAll(Notices.opened(incident));
        }
        return Optional.of(missing);
    }

    private Optional<List<Outgoing>> takeResolved(Alert alert, Optional<Incident> current) {
        if (current.isEmpty()) {
            meters.alert(Decision.IGNORED);
            return Optional.of(List.of());
        }
        Incident incident = current.get();
        boolean known = alerts.find(incident.id(), alert).isPresent();
        if (known && !file(incident, alert)) {
            return Optional.empty();
        }
        meters.alert(known ? Decision.RECOVERED : Decision.IGNORED);
        if (!incident.isResolved()) {
            if (!known || alerts.of(incident.id()).anyMatch(AlertRow::isFiring)) {
                return Optional.of(List.of());
            }
            if (!incidents.resolve(incident, Incident.MONITOR, Event.RESOLVED, "every alert has recovered", clock.instant())) {
                return Optional.empty();
            }
        }
        Incident resolved = incidents.find(incident.id()).orElseThrow();
        List<Outgoing> outgoing = new ArrayList<>(raiseWhatStillFires(resolved));
        outgoing.addAll(closed(resolved, null));
        return Optional.of(outgoing);
    }

    /**
     * Who takes an alert at the monitor takes the incident when nothing else in it is left to take.
     *
     * @return empty: somebody else was faster, look again
     */
    private Optional<List<Outgoing>> takeAcknowledged(Alert alert, Optional<Incident> current) {
        List<Outgoing> noted = note(alert, current);
        if (current.isEmpty() || current.get().isResolved()) {
            return Optional.of(noted);
        }
        Incident incident = current.get();
        Optional<AlertRow> firing = alerts.find(incident.id(), alert).filter(AlertRow::isFiring);
        if (firing.isEmpty()) {
            return Optional.of(noted);
        }
        if (!file(incident, alert.about(firing.get().alert()))) {
            return Optional.empty();
        }
        boolean allTaken = alerts.of(incident.id()).filter(AlertRow::isFiring)
                .allMatch(row -> row.alert().state() == State.ACKNOWLEDGED);
        return Optional.of(!allTaken ? noted : List.of(new Outgoing("direct:acknowledge-at-monitor",
                new AcknowledgedAtMonitor(incident.id(), by(alert), alert.receivedAt()))));
    }

    /** What is no alert is kept under its day, and on the timeline of the incident it may be about. */
    private List<Outgoing> note(Alert alert, Optional<Incident> current) {
        meters.alert(Decision.NOTED);
        Stream.concat(Stream.of(NOTES + LocalDate.ofInstant(alert.receivedAt(), ZoneOffset.UTC)),
                current.filter(incident -> !incident.isResolved()).map(Incident::id).stream())
                .forEach(holder -> timeline.add(holder, alert.receivedAt(), Event.NOTED, alert.identity(),
                        alert.state().word(), alert.key() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
        return List.of();
    }

    /** A name has to fit into the key of an entry on the timeline. */
    private static String by(Alert alert) {
        return Text.cut(Text.line(alert.labels().getOrDefault(AcknowledgedAtMonitor.BY, "monitor of " + alert.system())),
                LONGEST_NAME);
    }

    /** Tells whoever is calling about it, and the channels. @param suppressedUntil null when it is over */
    public static List<Outgoing> closed(Incident resolved, Instant suppressedUntil) {
        List<Outgoing> outgoing = new ArrayList<>(List.of(new Outgoing("direct:withdraw-calls", resolved.id())));
        outgoing.addAll(Notices.resolved(resolved, suppressedUntil));
        return outgoing;
    }

    /** Alerts that joined while the last one left belong to a new incident. */
    private List<Outgoing> raiseWhatStillFires(Incident resolved) {
        if (!Incident.MONITOR.equals(resolved.resolvedBy())) {
            return List.of();
        }
        return alerts.of(resolved.id()).filter(AlertRow::isFiring).map(row -> new Outgoing("direct:alert",
                row.alert().raisedAgain(row.alert().receivedAt().plusNanos(1)))).toList();
    }

    /** Files an alert under an incident, with a word on the timeline if it is news. @return false: look again */
    private boolean file(Incident incident, Alert alert) {
        Optional<AlertRow> before = alerts.find(incident.id(), alert);
        if (isOld(alert, before)) {
            return true;
        }
        Event news = news(alert, before);
        var filed = alerts.file(incident.id(), alert, before.orElse(null));
        if (news == null) {
            return filed.execute().isPresent();
        }
        String about = incident.isOpen() ? alert.severity().word()
                : alert.severity().word() + ", not called: " + incident.status().word();
        return transactions.execute(filed, timeline.entry(incident.id(), alert.receivedAt(), news,
                alert.identity(), about, alert.key() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
    }

    private static Event news(Alert alert, Optional<AlertRow> before) {
        if (before.isEmpty()) {
            return alert.isFiring() ? Event.JOINED : Event.RECOVERED;
        }
        if (before.get().isFiring() != alert.isFiring()) {
            return alert.isFiring() ? Event.FIRES_AGAIN : Event.RECOVERED;
        }
        return before.get().alert().severity() == alert.severity() ? null : Event.SEVERITY_CHANGED;
    }

    /** A repeat, or a message that others have overtaken: what is filed is as new or newer. */
    private static boolean isOld(Alert alert, Optional<AlertRow> before) {
        return before.isPresent() && !before.get().alert().receivedAt().isBefore(alert.receivedAt());
    }

    /**
     * Whether a firing alert was dealt with by an incident that is over: a repeat, or overtaken. Not so if it still fires
     * there: then it joined while the last other alert left.
     */
    private boolean isSettled(Alert alert, Incident resolved) {
        Optional<AlertRow> row = alerts.find(resolved.id(), alert);
        if (row.isEmpty() || row.get().alert().receivedAt().isBefore(alert.receivedAt())) {
            return false;
        }
        return row.get().alert().receivedAt().isAfter(alert.receivedAt()) || !row.get().isFiring()
                || !Incident.MONITOR.equals(resolved.resolvedBy());
    }

    private Incident open(Alert alert, String group) {
        Policy policy = onCall.get().policyFor(alert);
        Instant now = clock.instant();
        return new Incident(ids.get(), group, Status.OPEN, 0, policy, now, alert.id(), now, 0, Set.of(), Set.of(), null,
                null, null, null);
    }

    private static Outgoing firstStep(Incident incident) {
        return Outgoing.later(new Later(Task.ESCALATE, incident.id(), 1,
                incident.openedAt().plus(incident.policy().groupWait())));
    }
}
