package dev.nightcall.escalation;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Position;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.outage.PhoneOutage;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Moves incidents from position to position. A repeated message changes nothing, but sends again what may be missing. */
public final class Escalation {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Supplier<OnCall> onCall;
    private final Supplier<Optional<PhoneOutage>> outage;
    private final Clock clock;

    /** @param outage the latest time in which nobody could be phoned, which may be now */
    public Escalation(Incidents incidents, AlertTable alerts, Timeline timeline, Supplier<OnCall> onCall,
                      Supplier<Optional<PhoneOutage>> outage, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.timeline = timeline;
        this.onCall = onCall;
        this.outage = outage;
        this.clock = clock;
    }

    /** What a message that asks for a position is about. */
    public Optional<Incident> find(Later later) {
        return incidents.find(later.subject());
    }

    /**
     * Goes to the position that is asked for, or is there already.
     *
     * @return empty when the incident is past it or taken
     * @throws TryAgain when it stays where it is, as nobody can be phoned
     */
    public Optional<Reached> reach(Later later) {
        return find(later).flatMap(incident -> reach(later, incident));
    }

    /** The same for whoever has just read the incident: moving it fails if it has changed since. */
    public Optional<Reached> reach(Later later, Incident incident) {
        if (!incident.isOpen()) {
            return Optional.empty();
        }
        Position position = incident.at(later.number());
        Addressees who = addressees(incident, position);
        Incident there = incident;
        if (incident.position() == later.number() - 1) {
            requireNotHeld(incident, position);
            Instant now = clock.instant();
            if (!incidents.move(incident, position, who.reason(incident.policy(), position), who.recipients(), now)) {
                return reach(later);
            }
            there = incident.moved(position, now);
        } else if (incident.position() != later.number() || incident.acted() == later.number()) {
            return Optional.empty();
        }
        return Optional.of(new Reached(who.resting() ? rest(incident.id(), later.number()) : there, position.number(),
                who.recipients()));
    }

    /**
     * While the calls of a position are held, its channels are told all the same: they work. Reaching it later tells them the
     * same, which is told once.
     */
    public List<Outgoing> noticesThoughHeld(Later later, Incident incident) {
        if (!incident.isOpen() || incident.position() != later.number() - 1) {
            return List.of();
        }
        Instant now = clock.instant();
        Position next = incident.at(later.number());
        boolean held = !next.isFallback(incident.policy())
                && HeldStep.of(incident, next, outage.get().orElse(null), now).filter(step -> !step.over()).isPresent();
        return held ? Notices.reached(incident.moved(next, now), addressees(incident, next).recipients()) : List.of();
    }

    private void requireNotHeld(Incident incident, Position next) {
        Instant now = clock.instant();
        Optional<PhoneOutage> latest = outage.get();
        HeldStep.of(incident, next, latest.orElse(null), now).ifPresent(held -> {
            if (held.over()) {
                timeline.add(incident.id(), held.at(), Event.CALLS_GO_ON, "" + incident.position(),
                        "somebody can be phoned again", String.join(", ", incident.asked()));
            } else {
                tellHeld(incident, latest.orElseThrow());
            }
            throw new TryAgain("nobody can be phoned, or only since a moment ago", held.pause(now), null);
        });
    }

    private void tellHeld(Incident incident, PhoneOutage outage) {
        timeline.add(incident.id(), HeldStep.since(incident, outage), Event.CALLS_HELD, "" + incident.position(), outage.text(),
                String.join(", ", incident.asked()));
    }

    private Addressees addressees(Incident incident, Position position) {
        return Addressees.of(onCall.get(), incident.policy(), position, severity(incident), clock.instant());
    }

    /** Of the worst of its alerts, or of any that is bad enough to be called about; looked for only when it matters. */
    private Severity severity(Incident incident) {
        return incident.policy().callFrom() == Severity.INFO ? Severity.INFO : firing(incident)
                .filter(alert -> isCalledAbout(alert, incident.policy())).map(Alert::severity).findFirst().orElse(Severity.INFO);
    }

    private Stream<Alert> firing(Incident incident) {
        return alerts.of(incident.id()).filter(AlertRow::isFiring).map(AlertRow::alert);
    }

    /**
     * It stays here until an alert is bad enough. Who files such an alert looks then whether the incident rests; here that it
     * rests is written first and the alerts are looked at then. So at least one of both sees the other.
     *
     * @return the incident as it is then
     */
    private Incident rest(String id, long position) {
        incidents.rest(id, position);
        Incident incident = incidents.find(id).orElseThrow();
        Optional<Alert> worst = incident.isResting() ? firing(incident).max(Comparator.comparing(Alert::severity))
                .filter(alert -> isCalledAbout(alert, incident.policy())) : Optional.empty();
        if (worst.isEmpty()) {
            return incident;
        }
        return incidents.worsen(incident, worst.get(), incident.policy(), true, clock.instant())
                ? incidents.find(id).orElseThrow() : rest(id, position);
    }

    private static boolean isCalledAbout(Alert alert, Policy policy) {
        return !policy.callFrom().isHigherThan(alert.severity());
    }

    /** What the channels are told of a position, its own and those of the policy. */
    public List<Outgoing> notices(Reached reached) {
        return reached.isThere() ? Notices.reached(reached.incident(), reached.recipients()) : List.of();
    }

    /**
     * The next position: when the wait is over, or at once if nobody could be reached here; none while it rests.
     *
     * @param asked whether somebody's line was asked for just now; if not, it may have been before a crash, and only the
     *              incident as it is now knows
     */
    public List<Outgoing> next(Reached reached, boolean asked) {
        Incident incident = asked || reached.calls().isEmpty() ? reached.incident()
                : incidents.find(reached.incident().id()).orElseThrow();
        if (!incident.isOpen() || incident.position() != reached.position() || incident.isResting()) {
            return List.of();
        }
        if (asked) {
            outage.get().filter(PhoneOutage::isOn).ifPresent(held -> tellHeld(incident, held));
        }
        Position position = incident.at(reached.position());
        boolean nobody = !asked && position.isLeftAtOnce(incident.policy(), reached.recipients(), incident.asked());
        if (nobody) {
            timeline.add(incident.id(), incident.movedAt(), Event.NOBODY_TO_REACH, "" + reached.position(),
                    Addressees.whyNobody(onCall.get(), reached.recipients(), incident.passedOn(), clock.instant()),
                    String.join(", ", reached.recipients()));
        }
        Instant due = nobody ? clock.instant() : incident.movedAt().plus(position.waitTime());
        return List.of(new Later(Task.ESCALATE, incident.id(), reached.position() + 1, due));
    }

    /**
     * The recipients of a position have been told and the next one is in the queue. Every call may have ended by now: then
     * the next position is due at once.
     */
    public List<Outgoing> acted(Reached reached) {
        return incidents.acted(reached.incident().id(), reached.position()).map(this::leave).orElse(List.of());
    }

    /**
     * Somebody takes an incident, or has it for longer.
     *
     * @param at when they said so
     * @return what to send, the end of the lease first; empty when it is suppressed or resolved
     */
    public List<Outgoing> acknowledge(String id, String by, Instant at) {
        return acknowledge(id, by, "", at);
    }

    /** @param how what the timeline says of how they said so, or empty */
    public List<Outgoing> acknowledge(String id, String by, String how, Instant at) {
        Incident incident = incidents.find(id).orElseThrow();
        List<Write> writes = taking(incident, by, how, at);
        if (!writes.isEmpty() && !incidents.change(writes)) {
            return acknowledge(id, by, how, at);
        }
        return taken(incidents.find(id).orElseThrow());
    }

    /**
     * Somebody takes an incident from somebody who has it, and has it for as long as anybody who takes one.
     *
     * @return what to send; empty when {@code from} does not have it, or has it no more
     */
    public Optional<List<Outgoing>> takeFrom(String id, String from, String by, String how, Instant at) {
        Incident incident = incidents.find(id).orElseThrow();
        boolean has = incident.status() == Status.ACKNOWLEDGED && from.equals(incident.acknowledgedBy());
        return has && incidents.change(incidents.renewing(incident, by, how, at, at.plus(incident.policy().ackTimeout())))
                ? Optional.of(taken(incidents.find(id).orElseThrow())) : Optional.empty();
    }

    /** What is written when somebody takes an incident, or has it for longer; nothing when that changes nothing. */
    List<Write> taking(Incident incident, String by, Instant at) {
        return taking(incident, by, "", at);
    }

    private List<Write> taking(Incident incident, String by, String how, Instant at) {
        Instant until = at.plus(incident.policy().ackTimeout());
        return switch (incident.status()) {
            case OPEN -> incidents.taking(incident, by, how, at, until);
            // Two engineers called at once may both take it: the first has it, and only the first renews it.
            case ACKNOWLEDGED -> by.equals(incident.acknowledgedBy()) && until.isAfter(incident.acknowledgedUntil())
                    ? incidents.renewing(incident, by, how, at, until) : List.of();
            case SUPPRESSED, RESOLVED -> List.of();
        };
    }

    /** What follows when an incident is taken. @param now as it is after that was written */
    List<Outgoing> taken(Incident now) {
        if (now.status() != Status.ACKNOWLEDGED) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(
                new Later(Task.END_LEASE, now.id(), now.startAfter(), now.acknowledgedUntil()),
                new Withdrawal(List.of(now.id()))));
        outgoing.addAll(Notices.acknowledged(now));
        return outgoing;
    }

    /** The end of an acknowledgement: unless it was resolved or renewed, the rounds start over. */
    public List<Outgoing> endLease(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        // An open one was put where it stands by whoever ended the lease before a crash, or by something else since.
        if (incident == null || incident.isResolved() || incident.isSuppressed()
                || incident.isOpen() && incident.base() != later.number() - 1) {
            return List.of();
        }
        if (incident.status() == Status.ACKNOWLEDGED) {
            if (incident.acknowledgedUntil().isAfter(clock.instant())
                    || !incidents.reopen(incident, later.number(), clock.instant())) {
                return List.of();
            }
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(
                new Later(Task.ESCALATE, incident.id(), later.number(), clock.instant())));
        outgoing.addAll(Notices.leaseEnded(incident, later.number(), clock.instant()));
        return outgoing;
    }

    /**
     * A call of this position has ended without success. When it was the last one, the next position is due at once.
     *
     * @param passedOn whether the engineer wants somebody else to take it
     */
    public List<Outgoing> callEnded(String id, long position, String engineer, boolean passedOn) {
        return incidents.callEnded(id, position, engineer, passedOn).map(this::leave).orElse(List.of());
    }

    /** The next position at once, if nobody waits for more where it stands. */
    List<Outgoing> leave(Incident incident) {
        return incident.isExhausted() ? List.of(new Later(Task.ESCALATE, incident.id(), incident.position() + 1,
                clock.instant())) : List.of();
    }
}
