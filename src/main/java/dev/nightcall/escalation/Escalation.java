package dev.nightcall.escalation;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Addressees;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Hold;
import dev.nightcall.core.Incident;
import dev.nightcall.core.LeaseEnd;
import dev.nightcall.core.Move;
import dev.nightcall.core.Next;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Position;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Status;
import dev.nightcall.core.Take;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.oncall.OnCall;
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
        return decide(later, incident).match(new Reach.Cases<>() {
            @Override
            public Optional<Reached> moves(Reach.Moves moves) {
                return incidents.move(incident, moves) ? there(incident.moved(moves.to(), moves.at()), moves.to(), moves.who())
                        : reach(later);
            }

            @Override
            public Optional<Reached> again(Reach.Again again) {
                return there(incident, again.at(), again.who());
            }

            @Override
            public Optional<Reached> held(Reach.Held held) {
                tell(incident, held.hold());
                throw new TryAgain("nobody can be phoned, or only since a moment ago", held.pause(), null);
            }

            @Override
            public Optional<Reached> nothing(Reach.Nothing nothing) {
                return Optional.empty();
            }
        });
    }

    private Reach decide(Later later, Incident incident) {
        Severity worst = worst(incident);
        return course().reach(incident, later.number(), worst);
    }

    private Course course() {
        return new Course(onCall.get(), outage.get(), clock.instant());
    }

    private Optional<Reached> there(Incident incident, Position position, Addressees who) {
        return Optional.of(new Reached(who.resting() ? rest(incident.id(), position.number()) : incident, position.number(),
                who.recipients()));
    }

    /**
     * While the calls of a position are held, its channels are told all the same: they work. Reaching it later tells them the
     * same, which is told once.
     */
    public List<Outgoing> noticesThoughHeld(Later later, Incident incident) {
        return outage.get().filter(PhoneOutage::isOn).isPresent()
                && decide(later, incident) instanceof Reach.Held held && held.tells()
                ? Notices.reached(incident.moved(held.next(), clock.instant()), held.who().recipients()) : List.of();
    }

    private void tell(Incident incident, Hold hold) {
        timeline.add(incident.id(), hold.since(), hold.over() ? Event.CALLS_GO_ON : Event.CALLS_HELD, "" + incident.position(),
                hold.reason(), String.join(", ", incident.asked()));
    }

    /** Of the worst of its alerts, or of any that is bad enough to be called about; looked for only when it matters. */
    private Severity worst(Incident incident) {
        return !incident.isOpen() || incident.policy().phonesAbout(Severity.INFO) ? Severity.INFO : firing(incident)
                .filter(alert -> incident.policy().phonesAbout(alert.severity())).map(Alert::severity).findFirst()
                .orElse(Severity.INFO);
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
        Optional<Alert> worst = Course.isResting(incident) ? firing(incident).max(Comparator.comparing(Alert::severity))
                .filter(alert -> Course.wakes(incident, alert.severity())) : Optional.empty();
        if (worst.isEmpty()) {
            return incident;
        }
        return incidents.worsen(incident, worst.get(), incident.policy(), true, clock.instant())
                ? incidents.find(id).orElseThrow() : rest(id, position);
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
        Course course = course();
        Next next = course.next(incident, reached.position(), reached.recipients(), asked);
        if (asked && next.move().isPresent()) {
            course.holdsCalls(incident).ifPresent(hold -> tell(incident, hold));
        }
        next.nobody().ifPresent(reason -> timeline.add(incident.id(), incident.movedAt(), Event.NOBODY_TO_REACH,
                "" + reached.position(), reason, String.join(", ", reached.recipients())));
        return later(incident, next.move());
    }

    private static List<Outgoing> later(Incident incident, Optional<Move> move) {
        return move.map(next -> ask(incident, next, next.due())).stream().toList();
    }

    /** The message that moves an incident on. */
    public static Outgoing ask(Incident incident, Move move, Instant due) {
        Task task = switch (move.kind()) {
            case ESCALATE -> Task.ESCALATE;
            case END_LEASE -> Task.END_LEASE;
            case COME_BACK -> Task.LOOK_AT_SUPPRESSED;
        };
        return new Later(task, incident.id(), move.number(), due);
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
        List<Write> writes = writes(incident, Course.take(incident, by, how, at), at);
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
        List<Write> writes = writes(incident, Course.takeFrom(incident, from, by, how, at), at);
        return !writes.isEmpty() && incidents.change(writes)
                ? Optional.of(taken(incidents.find(id).orElseThrow())) : Optional.empty();
    }

    /** What is written when somebody takes an incident, or has it for longer; nothing when that changes nothing. */
    List<Write> taking(Incident incident, String by, Instant at) {
        return writes(incident, Course.take(incident, by, "", at), at);
    }

    private List<Write> writes(Incident incident, Take take, Instant at) {
        return take.match(new Take.Cases<>() {
            @Override
            public List<Write> taken(Take.Taken taken) {
                return incidents.taking(incident, taken, at);
            }

            @Override
            public List<Write> renewed(Take.Renewed renewed) {
                return incidents.renewing(incident, renewed, at);
            }

            @Override
            public List<Write> left(Take.Left left) {
                return List.of();
            }
        });
    }

    /** What follows when an incident is taken. @param now as it is after that was written */
    List<Outgoing> taken(Incident now) {
        if (now.status() != Status.ACKNOWLEDGED) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<>(later(now, Course.nextMove(now)));
        outgoing.add(new Withdrawal(List.of(now.id())));
        outgoing.addAll(Notices.acknowledged(now));
        return outgoing;
    }

    /** The end of an acknowledgement: unless it was resolved or renewed, the rounds start over. */
    public List<Outgoing> endLease(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        Instant now = clock.instant();
        LeaseEnd end = incident == null ? LeaseEnd.STANDS : Course.endLease(incident, later.number(), now);
        if (end == LeaseEnd.STANDS || end == LeaseEnd.ENDS && !incidents.reopen(incident, later.number(), now)) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(new Later(Task.ESCALATE, incident.id(), later.number(), now)));
        outgoing.addAll(Notices.leaseEnded(incident, later.number(), now));
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
        return later(incident, Course.left(incident, clock.instant()));
    }
}
