package dev.nightcall.escalation;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Addressees;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Hold;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.Next;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Position;
import dev.nightcall.core.Reach;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
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
        return course().reach(incident, later.number(), worst(incident));
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
        return alerts.firing(incident.id()).filter(AlertRow::isFiring).map(AlertRow::alert);
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
        Instant now = clock.instant();
        Incident worse = incident.worsened(worst.get(), onCall.get().policyFor(worst.get(), now), now);
        return incidents.worsen(incident, worse, worst.get())
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
        return move.<Outgoing>map(next -> Later.of(incident, next, next.due())).stream().toList();
    }

    /**
     * The recipients of a position have been told and the next one is in the queue. Every call may have ended by now: then
     * the next position is due at once.
     */
    public List<Outgoing> acted(Reached reached) {
        return incidents.acted(reached.incident().id(), reached.position()).map(this::leave).orElse(List.of());
    }

    /**
     * A call of this position has ended without success. When it was the last one, the next position is due at once.
     *
     * @param passedOn whether the engineer wants somebody else to take it
     */
    public List<Outgoing> callEnded(String id, long position, String engineer, boolean passedOn) {
        Optional<Incident> found = incidents.find(id).filter(incident -> Course.isNoted(incident, position, passedOn));
        if (found.isEmpty()) {
            return List.of();
        }
        return incidents.callEnded(found.get(), position, engineer, passedOn).map(this::leave)
                // It has changed meanwhile.
                .orElseGet(() -> callEnded(id, position, engineer, passedOn));
    }

    /** The next position at once, if nobody waits for more where it stands. */
    List<Outgoing> leave(Incident incident) {
        return later(incident, Course.left(incident, clock.instant()));
    }
}
