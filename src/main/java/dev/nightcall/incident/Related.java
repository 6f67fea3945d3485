package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Causes;
import dev.nightcall.core.Ending;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Noted;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Alerts that are the consequence of others: while their cause has an open incident they join it and phone nobody, and when
 * it is over, what still fires is raised.
 */
public final class Related {

    private static final String CAUSE = "cause/";

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Filing filing;
    private final Timeline timeline;
    private final Supplier<OnCall> onCall;
    private final Clock clock;
    private final Duration look;

    /** @param look how often it is looked whether an incident with related alerts is over, should nobody have said so */
    public Related(Incidents incidents, AlertTable alerts, Filing filing, Timeline timeline, Supplier<OnCall> onCall, Clock clock,
            Duration look) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.filing = filing;
        this.timeline = timeline;
        this.onCall = onCall;
        this.clock = clock;
        this.look = look;
    }

    /** Notes an alert where its consequences look for it. */
    void noteCause(Alert alert) {
        if (alert.state() == State.NOTE) {
            return;
        }
        for (String cause : onCall.get().asCause(alert)) {
            Optional<AlertRow> before = alerts.find(CAUSE + cause, alert);
            boolean news = before.isEmpty() ? alert.isFiring() : before.get().isOlderThan(alert);
            if (news && alerts.file(CAUSE + cause, alert, before.orElse(null)).execute().isEmpty()) {
                noteCause(alert);
            }
        }
    }

    /** The open or acknowledged incident in which the cause of an alert still fires. */
    Optional<Incident> causeOf(Alert alert) {
        return firingCauses(onCall.get().causesOf(alert)).filter(cause -> !cause.identity().equals(alert.identity()))
                .flatMap(cause -> firingIn(cause).stream()).findFirst();
    }

    private Stream<Alert> firingCauses(List<String> names) {
        return names.stream().flatMap(cause -> alerts.of(CAUSE + cause).filter(AlertRow::isFiring)).map(AlertRow::alert);
    }

    /** The cause may itself be the consequence of another one. */
    private Optional<Incident> firingIn(Alert cause) {
        return incidents.ofGroup(alerts.groupOf(cause)).filter(Incident::standsForOthers)
                .filter(incident -> alerts.find(incident.id(), cause).filter(AlertRow::firesHere).isPresent());
    }

    /**
     * What follows when an alert is filed as related.
     *
     * @param now the incident as it was read after that
     */
    Optional<List<Outgoing>> joined(Alert alert, Incident now) {
        if (!now.standsForOthers()) {
            return Optional.empty();
        }
        return Optional.of(alert.id().equals(now.relatedSince()) ? List.of(lookAgain(now)) : List.of());
    }

    /**
     * An incident is about to escalate. Its cause may have come to light after it was opened: then what it is about becomes
     * part of that incident, and if nothing is left it is over before anybody is called in vain.
     */
    public List<Outgoing> absorb(Incident incident) {
        if (incident.isTakenOver()) {
            // A crash may have come before what follows was sent.
            return takenOver(incident);
        }
        if (!incident.isOpen() || !onCall.get().hasDependencies()) {
            return List.of();
        }
        Optional<Map<AlertRow, Incident>> found = causes(incident);
        if (found.isEmpty()) {
            return List.of();
        }
        Map<AlertRow, Incident> causes = found.get();
        boolean haveGone = causes.entrySet().stream().allMatch(cause -> filing.move(incident, cause.getKey(), cause.getValue()));
        if (!haveGone || alerts.of(incident.id()).noneMatch(AlertRow::elsewhere)) {
            return looks(incident).toList();
        }
        // An error may have come before it was closed, and all have gone before.
        return close(incident, Ending.absorbed(causes.values().stream().findFirst()));
    }

    /** Of those that are the first that are related to another incident: whether that is over is looked at again and again. */
    private Stream<Outgoing> looks(Incident left) {
        return alerts.of(left.id()).filter(AlertRow::elsewhere).map(AlertRow::alert).flatMap(alert -> alerts.noteOf(alert)
                .map(Noted::group).flatMap(incidents::ofGroup).filter(cause -> alert.id().equals(cause.relatedSince())).stream())
                .map(this::lookAgain);
    }

    /**
     * The cause of each of its alerts that fire, looked for once for all that have the same; empty as soon as there is one that
     * has none, so that of an incident that stands for itself few alerts are read.
     */
    private Optional<Map<AlertRow, Incident>> causes(Incident incident) {
        Map<List<String>, Causes> byName = new HashMap<>();
        Map<AlertRow, Causes> causes = new LinkedHashMap<>();
        for (Iterator<AlertRow> rows = alerts.firing(incident.id()).filter(AlertRow::isFiring).iterator(); rows.hasNext();) {
            AlertRow row = rows.next();
            Causes its = byName.computeIfAbsent(onCall.get().causesOf(row.alert()), names -> causes(names, incident));
            if (!its.without(row).mayGo()) {
                return Optional.empty();
            }
            causes.put(row, its.without(row));
        }
        return Causes.all(causes);
    }

    private Causes causes(List<String> names, Incident incident) {
        Set<String> here = new HashSet<>();
        for (Iterator<Alert> firing = firingCauses(names).iterator(); firing.hasNext();) {
            Alert cause = firing.next();
            Optional<Incident> in = firingIn(cause);
            if (in.filter(other -> !other.id().equals(incident.id())).isPresent()) {
                return new Causes(in, here);
            }
            in.ifPresent(own -> here.add(cause.identity()));
        }
        return new Causes(Optional.empty(), here);
    }

    /** Whoever has taken it meanwhile has nothing left of it, either. */
    private List<Outgoing> close(Incident incident, Ending.IsOver over) {
        boolean closed = incidents.resolve(incident, over, clock.instant());
        Incident now = incidents.find(incident.id()).orElseThrow();
        if (!closed && now.status() == Status.ACKNOWLEDGED) {
            return close(now, over);
        }
        return now.isTakenOver() ? takenOver(now) : looks(now).toList();
    }

    /** Who joined meanwhile is raised: the incident was closed first, and is looked at now. */
    private List<Outgoing> takenOver(Incident incident) {
        return Stream.of(closed(incident).stream(), looks(incident), raiseWhatFires(incident)).flatMap(some -> some).toList();
    }

    /** Whatever fires in it for itself. */
    Stream<Outgoing> raiseWhatFires(Incident incident) {
        return raise(alerts.firing(incident.id()).filter(AlertRow::isFiring).map(AlertRow::alert));
    }

    Stream<Outgoing> raise(Stream<Alert> firing) {
        return firing.map(alert -> Raised.again(alert, clock.instant()));
    }

    /**
     * An incident is over or suppressed: whoever is calling about it and the channels are told, and what was related to it is
     * raised.
     *
     * @param now as it was read after that
     */
    public List<Outgoing> closed(Incident now) {
        List<Outgoing> outgoing = new ArrayList<>(List.of(new Withdrawal(List.of(now.id()))));
        if (now.relatedSince() != null) {
            outgoing.add(new Later(Task.RAISE_RELATED, now.id(), 0, clock.instant()));
        }
        outgoing.addAll(now.isResolved() ? Notices.resolved(now) : now.isSuppressed() ? Notices.suppressed(now) : List.of());
        return outgoing;
    }

    /** An incident is open again: the channels are told, and it is looked again whether it is over. */
    List<Outgoing> reopened(Incident incident) {
        alerts.firing(incident.id()).forEach(row -> letGo(incident, row));
        List<Outgoing> outgoing = new ArrayList<>(Notices.reopened(incident));
        if (incident.relatedSince() != null) {
            outgoing.add(lookAgain(incident));
        }
        return outgoing;
    }

    /** What has gone to another incident meanwhile fires there; unless it comes back at this moment. */
    private void letGo(Incident reopened, AlertRow row) {
        Optional<Noted> place = alerts.noteOf(row.alert());
        if (!Noted.group(place, row.alert()).equals(reopened.group()) && !filing.letGo(reopened, row, place)) {
            alerts.find(reopened.id(), row.alert()).filter(AlertRow::firesHere).ifPresent(again -> letGo(reopened, again));
        }
    }

    /** What to send when an incident is over, and again and again until it is: first half of a look. */
    public List<Outgoing> raise(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        if (incident == null) {
            return List.of();
        }
        if (!incident.standsForOthers()) {
            return raise(incident).toList();
        }
        // After one that is noted the next one is on its way.
        return incidents.relating().hasLooked(later.subject(), later.due()) ? List.of()
                : List.of(lookAgain(incident, later.due()));
    }

    /**
     * Second half, once the next look is in its queue: the message of this one, should it come again, asks for no other.
     *
     * @param sent by the first half
     */
    public void looked(Later later, List<Outgoing> sent) {
        if (sent.stream().anyMatch(Later.class::isInstance)) {
            incidents.relating().looked(later.subject(), later.due());
        }
    }

    /** What still fires as related to an incident that is over or suppressed. */
    Stream<Outgoing> raise(Incident resolved) {
        if (resolved.relatedSince() == null) {
            return Stream.empty();
        }
        // What has been raised is filed elsewhere since, and whether it is over is said there.
        return alerts.firing(resolved.id()).filter(AlertRow::isFiringAsRelated).map(AlertRow::alert)
                .filter(alert -> alerts.groupOf(alert).equals(resolved.group())).map(alert -> {
            Instant since = resolved.isResolved() ? resolved.resolvedAt() : resolved.movedAt();
            timeline.add(resolved.id(), since, Event.RAISED_AGAIN, alert.identity(),
                    "what it was related to is over", alert.written().toString());
            return Raised.again(alert, clock.instant());
        });
    }

    private Outgoing lookAgain(Incident incident) {
        return lookAgain(incident, incident.openedAt());
    }

    /** Whoever asks for it, the looks at an incident are due at the same times, so that those who ask together ask for one. */
    private Outgoing lookAgain(Incident incident, Instant last) {
        Instant now = clock.instant();
        long looks = Duration.between(incident.openedAt(), now.isAfter(last) ? now : last).dividedBy(look);
        return new Later(Task.RAISE_RELATED, incident.id(), 0,
                incident.openedAt().plus(look.multipliedBy(looks + 1)));
    }
}
