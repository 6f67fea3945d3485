package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Text;
import dev.nightcall.alert.State;
import dev.nightcall.metrics.Decision;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Holding;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gives every alert its incident: the first one of a group opens it, others join it, a resolved one leaves it, and with
 * the last one that leaves the incident is resolved.
 *
 * <p>Joining and resolving may happen at the same moment. Who joins files the alert first and looks at the incident then;
 * who resolves closes the incident first and looks at the alerts then. So at least one of them sees the other, and the
 * alert is raised again. So it is with a suppression that begins at the same moment: see {@link Suppressing#takeBack}.
 */
public final class Grouping {

    /** Timelines of what was no alert, one a day in UTC. */
    public static final String NOTES = "notes/";

    private static final int TRIES = 20;
    private static final int LONGEST_NAME = 200;
    private final Incidents incidents;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Filing filing;
    private final Related related;
    private final Closing closing;
    private final Following following;
    private final Holding holding;
    private final Supplier<OnCall> onCall;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Meters meters;

    public Grouping(Incidents incidents, AlertTable alerts, Timeline timeline, Filing filing, Related related,
                    Closing closing, Holding holding, Suppressing suppressing, Supplier<OnCall> onCall, Supplier<String> ids,
                    Clock clock, Meters meters) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.filing = filing;
        this.related = related;
        this.closing = closing;
        this.holding = holding;
        this.following = new Following(new Worsening(incidents, alerts, onCall, clock), related, suppressing);
        this.onCall = onCall;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /** Decides, and writes it down. */
    public Taken take(Alert alert) {
        if (alert.state() == State.RESOLVED) {
            // Its alert may still be on its way: SQS keeps no order, and what failed or is raised again comes late.
            alerts.noteOver(alert);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<String> place = alerts.placeOf(alert);
            String group = groupOf(alert, place);
            Optional<Incident> current = incidents.ofGroup(group);
            Optional<Taken> taken = switch (alert.state()) {
                case FIRING -> takeFiring(alert, group, place, current);
                case RESOLVED -> takeResolved(alert, current);
                case ACKNOWLEDGED -> takeAcknowledged(alert, current);
                case NOTE -> Optional.of(note(alert, current));
            };
            if (taken.isPresent()) {
                related.noteCause(alert);
                meters.alert(taken.get().decision());
                return alert.state() == State.FIRING ? taken.get().andThen(itsEnd(alerts.overAfter(alert))) : taken.get();
            }
        }
        throw new TryAgain("the incident of " + alert.key() + " keeps changing", Duration.ofSeconds(2), null);
    }

    /**
     * The group that the plan gives it, unless it is filed elsewhere: as a consequence, or because the plan, its severity or
     * the time of day has changed since. Else what recovers would be looked for where it never was.
     */
    private String groupOf(Alert alert, Optional<String> place) {
        String group = onCall.get().groupOf(alert, clock.instant());
        if (alert.state() == State.NOTE) {
            return place.orElse(group);
        }
        // Nothing is noted of what is filed under its system.
        if (alert.state() != State.FIRING) {
            return place.orElse(alert.system());
        }
        String last = place.orElse(alert.system());
        boolean firesThere = !last.equals(group)
                && isFiringIn(incidents.ofGroup(last), alert);
        return firesThere ? last : group;
    }

    /** Its recovery may have been handled while it was filed, and have found nothing: then it is handled again. */
    static Stream<Outgoing> itsEnd(Optional<Alert> over) {
        return over.map(recovery -> new Outgoing("direct:alert", recovery)).stream();
    }

    /** Empty: somebody else was faster, look again. */
    private Optional<Taken> takeFiring(Alert alert, String group, Optional<String> place, Optional<Incident> current) {
        Optional<AlertRow> filed = filedIn(current, alert);
        boolean known = filed.filter(row -> current.get().firesHere(row)).isPresent();
        // Only what is filed nowhere: a repeat of what is has to send again what may be missing.
        if (filed.isEmpty() && alerts.overAfter(alert).isPresent()) {
            return Optional.of(Taken.older(null));
        }
        Optional<Incident> cause = known ? current.filter(incident -> filed.get().related())
                : related.causeOf(alert).filter(incident -> !incident.group().equals(group));
        if (cause.isPresent()) {
            return related.join(cause.get(), alert)
                    .map(outgoing -> new Taken(Decision.JOINED, cause.get().id(), outgoing));
        }
        // Before it is filed, and only where the plan of another moment might say something else.
        if (!place.orElse(alert.system()).equals(group)) {
            alerts.place(alert, group);
        }
        return current.isEmpty() || current.get().isResolved() ? openWith(alert, group, current)
                : join(current.get(), alert, filed);
    }

    private Optional<Taken> openWith(Alert alert, String group, Optional<Incident> last) {
        List<Outgoing> left = new ArrayList<>();
        if (last.isPresent()) {
            Optional<AlertRow> filed = alerts.find(last.get().id(), alert);
            if (isSettled(alert, last.get(), filed)) {
                return Optional.of(Taken.ignored().ifNotOlder(alert, filed));
            }
            left.addAll(raiseWhatStillFires(last.get()));
        }
        Incident incident = newIncident(alert, group);
        if (!incidents.open(incident, last.map(Incident::id).orElse(null), alert,
                alerts.file(incident.id(), alert, null))) {
            return Optional.empty();
        }
        return Optional.of(following.opened(alert, incident, Following.opening(incident, left), holding.of(alert)));
    }

    /** Not yet written. */
    Incident newIncident(Alert alert, String group) {
        Instant now = clock.instant();
        return Incident.opened(ids.get(), group, onCall.get().policyFor(alert, now), alert.severity(), alert.id(), now);
    }

    private Optional<Taken> join(Incident incident, Alert alert, Optional<AlertRow> filed) {
        if (!filing.file(incident, alert, filed)) {
            return Optional.empty();
        }
        return following.joined(alert, incidents.find(incident.id()).orElseThrow(), holding.of(alert))
                .map(taken -> taken.ifNotOlder(alert, filed));
    }

    /** What follows when an alert is filed. */
    Following following() {
        return following;
    }

    /** The alert as it is filed in an incident that is not over. */
    private Optional<AlertRow> filedIn(Optional<Incident> current, Alert alert) {
        return current.filter(incident -> !incident.isResolved()).flatMap(incident -> alerts.find(incident.id(), alert));
    }

    private boolean isFiringIn(Optional<Incident> incident, Alert alert) {
        return filedIn(incident, alert).filter(row -> incident.get().firesHere(row)).isPresent();
    }

    private Optional<Taken> takeResolved(Alert alert, Optional<Incident> current) {
        if (current.isEmpty()) {
            return Optional.of(Taken.ignored());
        }
        Incident incident = current.get();
        Optional<AlertRow> filed = alerts.find(incident.id(), alert);
        if (filed.isEmpty() && !incident.isResolved()) {
            return Optional.of(Taken.ignored());
        }
        if (filed.isPresent() && !filing.file(incident, alert, filed)) {
            return Optional.empty();
        }
        Taken taken = recovered(alert, incident.id(), filed);
        return left(alert, incident, filed.filter(row -> row.isOlderThan(alert)).isPresent())
                .map(outgoing -> taken.andThen(outgoing.stream()));
    }

    static Taken recovered(Alert alert, String incident, Optional<AlertRow> filed) {
        return filed.isEmpty() ? Taken.ignored() : Taken.recovered(incident).ifNotOlder(alert, filed);
    }

    /**
     * With the last alert that leaves it, an incident is over.
     *
     * @param first whether it was filed just now that it leaves it
     * @return what follows; empty: it has changed, look again
     */
    Optional<List<Outgoing>> left(Alert alert, Incident incident, boolean first) {
        return closing.close(incident, alerts.around(incident.id(), alert), first);
    }

    /**
     * Who takes an alert at the monitor takes the incident when nothing else in it is left to take.
     *
     * @return empty: somebody else was faster, look again
     */
    private Optional<Taken> takeAcknowledged(Alert alert, Optional<Incident> current) {
        Taken noted = note(alert, current);
        if (current.isEmpty() || current.get().isResolved()) {
            return Optional.of(noted);
        }
        Incident incident = current.get();
        Optional<AlertRow> firing = alerts.find(incident.id(), alert).filter(AlertRow::isFiring);
        if (firing.isEmpty()) {
            return Optional.of(noted);
        }
        if (!filing.file(incident, alert.about(firing.get().alert()), firing)) {
            return Optional.empty();
        }
        boolean allTaken = alerts.around(incident.id(), alert).filter(AlertRow::isFiring)
                .allMatch(row -> row.alert().state() == State.ACKNOWLEDGED);
        return Optional.of(!allTaken ? noted : noted.andThen(Stream.of(new Outgoing("direct:acknowledge-at-monitor",
                new AcknowledgedAtMonitor(incident.id(), by(alert), alert.receivedAt())))));
    }

    /** What is no alert is kept under its day, and on the timeline of the incident it may be about. */
    private Taken note(Alert alert, Optional<Incident> current) {
        Stream.concat(Stream.of(NOTES + LocalDate.ofInstant(alert.receivedAt(), ZoneOffset.UTC)),
                current.filter(incident -> !incident.isResolved()).map(Incident::id).stream())
                .forEach(holder -> timeline.add(holder, alert.receivedAt(), Event.NOTED, alert.identity(),
                        alert.state().word(), alert.key() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
        return new Taken(Decision.NOTED, current.filter(incident -> !incident.isResolved()).map(Incident::id).orElse(null),
                List.of());
    }

    /** An engineer, if the monitor knows one of that id or name. A name has to fit into the key of an entry on the timeline. */
    private String by(Alert alert) {
        String said = alert.labels().getOrDefault(AcknowledgedAtMonitor.BY, "");
        Optional<Engineer> engineer = onCall.get().engineers().stream()
                .filter(one -> one.id().equalsIgnoreCase(said) || one.name().equalsIgnoreCase(said)).findFirst();
        return engineer.map(Engineer::id).orElseGet(() -> Text.cut(Text.line(said.isEmpty() ? "monitor of " + alert.system() : said),
                LONGEST_NAME));
    }

    /** Alerts that joined while the last one left belong to a new incident. */
    List<Outgoing> raiseWhatStillFires(Incident resolved) {
        return closing.raiseWhatStillFires(resolved);
    }

    /**
     * Whether a firing alert was dealt with by an incident that is over: a repeat, or overtaken. Not so if it still fires
     * there: then it joined while the last other alert left.
     */
    static boolean isSettled(Alert alert, Incident resolved, Optional<AlertRow> row) {
        if (row.isEmpty() || row.get().alert().receivedAt().isBefore(alert.receivedAt())) {
            return false;
        }
        return row.get().alert().receivedAt().isAfter(alert.receivedAt()) || !row.get().isFiring()
                || !resolved.isOverByItself();
    }
}
