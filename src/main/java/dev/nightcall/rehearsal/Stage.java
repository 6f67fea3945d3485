package dev.nightcall.rehearsal;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertRefusedException;
import dev.nightcall.alert.State;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Attempt;
import dev.nightcall.core.Callees;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.Next;
import dev.nightcall.core.Position;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Request;
import dev.nightcall.core.Seen;
import dev.nightcall.core.Suppression;
import dev.nightcall.core.Taking;
import dev.nightcall.core.Verdict;
import dev.nightcall.core.Waiting;
import dev.nightcall.incident.Notices;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.MaintenanceWindow;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.timeline.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Plays an incident through until its rounds start over. Everybody's telephone rings for the ring limit and nobody answers;
 * no other incident is about. What becomes of the alert, its course, and what a call is about and where it rings are decided by
 * the same classes as at night; here is only what at night is queues, lines and time.
 */
public final class Stage {

    /** Far more than anybody reads, and little enough for a plan that means no end. */
    private static final int LONGEST = 5_000;
    private static final int MOST_WINDOWS = 100;

    private final OnCall plan;
    private final Alert alert;
    private final Policy policy;
    private final Instant begin;
    private final Duration ringLimit;

    private final PriorityQueue<Cue> cues = new PriorityQueue<>(Comparator.comparing(Cue::at).thenComparing(Cue::order));
    private final Map<String, Telephone> telephones = new HashMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private int order;

    private Incident incident;
    private Instant restsAt;
    private Instant startsOver;

    /** What is due: the end of a call, or with no engineer the next position. @param order of two at once */
    private record Cue(Instant at, int order, long position, String engineer) {
    }

    private Stage(OnCall plan, Alert alert, Instant at, Duration ringLimit) {
        this.plan = plan;
        this.alert = alert;
        this.begin = hold(at);
        this.incident = opened();
        this.policy = incident.policy();
        this.ringLimit = ringLimit;
    }

    /** What the alert opens, as nothing else is known. */
    private Incident opened() {
        Verdict verdict = new Taking(plan, begin, () -> "rehearsal").decide(seen(begin, List.of()));
        if (verdict instanceof Verdict.Opens opens) {
            return opens.incident();
        }
        throw new IllegalArgumentException("an alert that fires alone opens an incident: " + verdict);
    }

    private Seen seen(Instant at, List<Suppression> suppressions) {
        return Seen.first(alert, plan.groupOf(alert, at), suppressions);
    }

    /** A maintenance window holds the alert back until its end, and perhaps another one then. @return when it is raised */
    private Instant hold(Instant at) {
        Instant raised = at;
        for (int windows = 0; windows < MOST_WINDOWS; windows++) {
            Instant now = raised;
            List<Suppression> inForce = plan.maintenance().stream().collect(Collectors.groupingBy(MaintenanceWindow::key))
                    .values().stream().flatMap(same -> Suppression.of(same.stream(), now, Instant.MAX).stream()).toList();
            Optional<Suppression> last = Suppression.longest(
                    Taking.held(seen(now, inForce), now).stream().flatMap(held -> held.by().stream()));
            if (last.isEmpty()) {
                return raised;
            }
            happenings.add(new Happening(raised, Event.HELD, 1, 0, 1, null, null, "maintenance: " + last.get().reason()));
            if (last.get().until().equals(Instant.MAX)) {
                break;
            }
            raised = last.get().until();
        }
        restsAt = raised;
        return raised;
    }

    /**
     * @param at        when the alert comes; between 2000 and 2100
     * @param ringLimit of policies that say nothing about it
     */
    public static Rehearsal play(OnCall plan, Alert alert, Instant at, Duration ringLimit) {
        return new Stage(plan, alert, at, ringLimit).play();
    }

    /** The one alert that a request is about. @throws AlertRefusedException when it is not one, or does not fire */
    public static Alert oneFiring(List<Alert> alerts) {
        if (alerts.size() != 1 || alerts.get(0).state() != State.FIRING) {
            throw new AlertRefusedException("", "must be one alert that is firing");
        }
        return alerts.get(0);
    }

    private Rehearsal play() {
        if (restsAt != null) {
            return end();
        }
        Notices.toldOpened(policy).forEach(channel -> note(begin, Event.TOLD, incident.at(0), channel, null, null));
        escalate(Course.nextMove(incident));
        while (!cues.isEmpty() && restsAt == null && startsOver == null && happenings.size() < LONGEST) {
            Cue cue = cues.remove();
            if (cue.engineer() != null) {
                endCall(cue);
            } else {
                reach(cue);
            }
        }
        return end();
    }

    private Rehearsal end() {
        return new Rehearsal(begin, policy, incident.group(), happenings, restsAt, startsOver,
                restsAt == null && startsOver == null, !plan.causesOf(alert).isEmpty());
    }

    private void reach(Cue cue) {
        Course course = course(cue.at());
        if (course.reach(incident, cue.position(), alert.severity()) instanceof Reach.Moves moves) {
            if (incident.at(incident.position()).isFallback(policy)) {
                startsOver = cue.at();
            } else {
                move(course, moves);
            }
        }
    }

    private void move(Course course, Reach.Moves moves) {
        Position position = moves.to();
        List<String> recipients = moves.who().recipients();
        incident = incident.moved(position, moves.at());
        note(moves.at(), Event.ESCALATED, position, null, null, moves.reason());
        recipients.stream().filter(Recipients::isCall)
                .forEach(call -> call(course.callees(incident, Recipients.named(call)), position, moves.at()));
        Notices.told(policy, position, recipients, moves.who().resting())
                .forEach(channel -> note(moves.at(), Event.TOLD, position, channel, null, null));
        incident = incident.done();
        if (moves.who().resting()) {
            restsAt = moves.at();
            return;
        }
        Next next = course.next(incident, position.number(), recipients, false);
        next.nobody().ifPresent(reason -> note(moves.at(), Event.NOBODY_TO_REACH, position, null, null, reason));
        escalate(next.move());
    }

    private Course course(Instant at) {
        return new Course(plan, Optional.empty(), at);
    }

    private void call(Callees callees, Position position, Instant at) {
        callees.missing().forEach((missing, reason) -> note(at, Event.NOT_CALLED, position, missing, null, reason));
        for (Engineer engineer : callees.engineers()) {
            if (Course.isToBeAsked(incident, position.number(), engineer.id())) {
                incident = incident.asking(engineer.id());
                Telephone telephone = telephones.computeIfAbsent(engineer.id(), Telephone::new);
                telephone.ask(Waiting.of(incident, new Request(incident.id(), position.number()), at));
                dial(telephone, at);
            }
        }
    }

    /** A line that is busy is dialled when it is free, then for the latest position only. */
    private void dial(Telephone telephone, Instant at) {
        if (telephone.isToRing()) {
            Agenda agenda = telephone.call(incident);
            Attempt.of(agenda, plan, telephone.engineer(), at).match(new Calling(agenda, telephone.engineer(), at));
        }
    }

    /** What becomes of a call: it rings until nobody has answered. */
    private final class Calling implements Attempt.Cases<Void> {

        private final Agenda agenda;
        private final String engineer;
        private final Instant at;

        private Calling(Agenda agenda, String engineer, Instant at) {
            this.agenda = agenda;
            this.engineer = engineer;
            this.at = at;
        }

        @Override
        public Void withdrawn(Attempt.Withdrawn withdrawn) {
            throw new IllegalStateException("nobody takes the incident");
        }

        @Override
        public Void nobodyThere(Attempt.NobodyThere nobody) {
            return is(Event.NOT_CALLED, null, nobody.reason(), at);
        }

        @Override
        public Void dials(Attempt.Dials dials) {
            return is(Event.CALLED, dials.number(), null, at.plus(dials.ringLimit() == null ? ringLimit : dials.ringLimit()));
        }

        private Void is(Event event, String number, String reason, Instant end) {
            Position position = incident.at(agenda.needed().get(0).request().position());
            note(at, event, position, engineer, number, reason);
            cues.add(new Cue(end, order++, position.number(), engineer));
            return null;
        }
    }

    private void endCall(Cue cue) {
        Telephone telephone = telephones.get(cue.engineer());
        telephone.free();
        if (Course.stands(incident, cue.position())) {
            incident = incident.callEnded(cue.engineer(), cue.position(), false);
            escalate(Course.left(incident, cue.at()));
        }
        dial(telephone, cue.at());
    }

    private void escalate(Optional<Move> move) {
        move.ifPresent(next -> cues.add(new Cue(next.due(), order++, next.number(), null)));
    }

    private void note(Instant at, Event event, Position position, String who, String number, String reason) {
        happenings.add(new Happening(at, event, position.round(), position.step(), position.attempt(), who, number, reason));
    }
}
