package dev.nightcall.escalation;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.incident.Position;
import dev.nightcall.incident.Status;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.queue.Task;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Moves incidents from position to position. A repeated message changes nothing, but sends again what may be missing. */
public final class Escalation {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public Escalation(Incidents incidents, AlertTable alerts, Timeline timeline, Supplier<OnCall> onCall, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.onCall = onCall;
        this.clock = clock;
    }

    /** Goes to the position that is asked for, or is there already. @return empty when the incident is past it or taken */
    public Optional<Reached> reach(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        if (incident == null || !incident.isOpen()) {
            return Optional.empty();
        }
        Position position = incident.at(later.number());
        Addressees who = addressees(incident, position);
        if (incident.position() == later.number() - 1) {
            if (!incidents.move(incident, position, reason(incident, position, who), who.recipients(), clock.instant())) {
                return reach(later);
            }
        } else if (incident.position() != later.number() || incident.acted() == later.number()) {
            return Optional.empty();
        }
        if (who.resting()) {
            rest(incident.id(), later.number());
        }
        return Optional.of(new Reached(incident.id(), position.number(), who.recipients()));
    }

    private Addressees addressees(Incident incident, Position position) {
        return Addressees.of(onCall.get(), incident.policy(), position, worst(incident).map(Alert::severity)
                .orElse(Severity.INFO), clock.instant());
    }

    /** Which of its alerts is the worst; not looked for when it does not matter. */
    private Optional<Alert> worst(Incident incident) {
        return incident.policy().callFrom() == Severity.INFO ? Optional.empty() : alerts.of(incident.id())
                .filter(AlertRow::isFiring).map(AlertRow::alert).max(Comparator.comparing(Alert::severity));
    }

    private static String reason(Incident incident, Position position, Addressees who) {
        if (who.resting()) {
            return "nobody is phoned about less than " + incident.policy().callFrom().word();
        }
        if (position.isFallback(incident.policy())) {
            return "last round ended";
        }
        return "round " + position.round() + " step " + position.step()
                + (position.attempt() > 1 ? " attempt " + position.attempt() : "")
                + (who.catchAll() ? ", no step can phone anybody: catch-all" : "");
    }

    /**
     * It stays here until an alert is bad enough. Who files such an alert looks then whether the incident rests; here that it
     * rests is written first and the alerts are looked at then. So at least one of both sees the other.
     */
    private void rest(String id, long position) {
        incidents.rest(id, position);
        Incident incident = incidents.find(id).orElseThrow();
        Optional<Alert> worst = worst(incident).filter(alert -> isCalledAbout(alert, incident.policy()));
        if (incident.isResting() && worst.isPresent()
                && !incidents.worsen(incident, worst.get(), incident.policy(), true, clock.instant())) {
            rest(id, position);
        }
    }

    private static boolean isCalledAbout(Alert alert, Policy policy) {
        return !policy.callFrom().isHigherThan(alert.severity());
    }

    /** What the channels are told of a position, its own and those of the policy. */
    public List<Outgoing> notices(Reached reached) {
        Incident incident = incidents.find(reached.incident()).orElseThrow();
        return incident.position() == reached.position() ? Notices.reached(incident, reached.recipients()) : List.of();
    }

    /** The next position: when the wait is over, or at once if nobody could be reached here; none while it rests. */
    public List<Outgoing> next(Reached reached) {
        Incident incident = incidents.find(reached.incident()).orElseThrow();
        if (!incident.isOpen() || incident.position() != reached.position() || incident.isResting()) {
            return List.of();
        }
        Position position = incident.at(reached.position());
        boolean nobody = position.step() > 0 && incident.asked().isEmpty()
                && reached.recipients().stream().allMatch(Recipients::isCall) && !position.isFallback(incident.policy());
        if (nobody) {
            timeline.add(incident.id(), incident.movedAt(), Event.NOBODY_TO_REACH, "" + reached.position(),
                    whyNobody(incident, reached.recipients()), String.join(", ", reached.recipients()));
        }
        Instant due = nobody ? clock.instant() : incident.movedAt().plus(position.waitTime());
        return List.of(Outgoing.later(new Later(Task.ESCALATE, incident.id(), reached.position() + 1, due)));
    }

    /** As {@code no recipient can be phoned (sato: on leave until 2026-12-05)}. */
    private String whyNobody(Incident incident, List<String> recipients) {
        Map<String, String> reasons = new LinkedHashMap<>();
        incident.passedOn().forEach(engineer -> reasons.put(engineer, "has passed it on"));
        recipients.forEach(recipient ->
                reasons.putAll(onCall.get().missing(Recipients.named(recipient), clock.instant())));
        return "no recipient can be phoned" + (reasons.isEmpty() ? "" : reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue()).collect(Collectors.joining("; ", " (", ")")));
    }

    /**
     * The recipients of a position have been told and the next one is in the queue. Every call may have ended by now: then
     * the next position is due at once.
     */
    public List<Outgoing> acted(Reached reached) {
        return leave(incidents.acted(reached.incident(), reached.position()));
    }

    /**
     * Somebody takes an incident, or has it for longer.
     *
     * @param at when they said so
     * @return what to send, the end of the lease first; empty when it is resolved
     */
    public List<Outgoing> acknowledge(String id, String by, Instant at) {
        Incident incident = incidents.find(id).orElseThrow();
        Instant until = at.plus(incident.policy().ackTimeout());
        boolean done = switch (incident.status()) {
            case OPEN -> incidents.acknowledge(incident, by, at, until);
            // Two engineers called at once may both take it: the first has it, and only the first renews it.
            case ACKNOWLEDGED -> !by.equals(incident.acknowledgedBy()) || !until.isAfter(incident.acknowledgedUntil())
                    || incidents.renew(incident, by, at, until);
            case RESOLVED -> true;
        };
        if (!done) {
            return acknowledge(id, by, at);
        }
        Incident now = incidents.find(id).orElseThrow();
        if (now.status() != Status.ACKNOWLEDGED) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(
                Outgoing.later(new Later(Task.END_LEASE, id, now.startAfter(), now.acknowledgedUntil())),
                new Outgoing("direct:withdraw-calls", id)));
        outgoing.addAll(Notices.acknowledged(now));
        return outgoing;
    }

    /** The end of an acknowledgement: unless it was resolved or renewed, the rounds start over. */
    public List<Outgoing> endLease(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        if (incident == null || incident.isResolved()) {
            return List.of();
        }
        if (incident.status() == Status.ACKNOWLEDGED) {
            if (incident.acknowledgedUntil().isAfter(clock.instant())
                    || !incidents.reopen(incident, later.number(), clock.instant())) {
                return List.of();
            }
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(
                Outgoing.later(new Later(Task.ESCALATE, incident.id(), later.number(), clock.instant()))));
        outgoing.addAll(Notices.leaseEnded(incident, later.number(), clock.instant()));
        return outgoing;
    }

    /**
     * A call of this position has ended without success. When it was the last one, the next position is due at once.
     *
     * @param passedOn whether the engineer wants somebody else to take it
     */
    public List<Outgoing> callEnded(String id, long position, String engineer, boolean passedOn) {
        return leave(incidents.callEnded(id, position, engineer, passedOn));
    }

    private List<Outgoing> leave(Optional<Incident> standing) {
        return standing.filter(Incident::isExhausted).map(incident -> List.of(Outgoing.later(
                new Later(Task.ESCALATE, incident.id(), incident.position() + 1, clock.instant())))).orElse(List.of());
    }
}
