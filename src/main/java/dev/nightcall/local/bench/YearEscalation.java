package dev.nightcall.local.bench;

import dev.nightcall.core.Course;
import dev.nightcall.core.LeaseEnd;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Move;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Take;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.oncall.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * From an incident to whose line is asked for: its course is decided by the same class as at night. Each step calls the one of a
 * team whose turn it is by then; which of them that is changes each week.
 */
final class YearEscalation {

    private static final long WEEK = Duration.ofDays(7).toMillis();
    /** Whose turn it is, is a matter of arithmetic here: a plan of hundreds of schedules would be asked a million times. */
    private static final OnCall PLAN = OnCall.parse("year", """
            timezone: UTC
            engineers: {anybody: {name: anybody, phones: [{number: "+819000000001"}]}}
            policies: {default: {steps: [{recipients: ["call:anybody"]}]}}
            """);

    private final YearTime time;
    private final Policy policy;
    private final int team;
    private final int teams;
    private YearLines lines;

    YearEscalation(YearSettings settings, YearTime time) {
        this.time = time;
        team = Math.max(1, Math.min(settings.count(TEAM), settings.count(ENGINEERS)));
        teams = settings.count(ENGINEERS) / team;
        Duration wait = Duration.ofMillis(settings.millis(STEP_WAIT));
        List<Step> steps = IntStream.range(0, Math.max(1, Math.min(team, settings.count(STEPS))))
                .mapToObj(turn -> new Step(List.of("call:" + turn), wait)).toList();
        policy = new Policy("year", Duration.ofMillis(settings.millis(GROUP_WAIT)),
                Duration.ofMillis(settings.millis(ACK_TIMEOUT)), settings.count(ROUNDS),
                Duration.ofMillis(settings.millis(PAUSE)), steps, List.of());
    }

    void calls(YearLines those) {
        lines = those;
    }

    void opened(YearIncident incident) {
        incident.open(policy, time.instant());
        schedule(incident);
    }

    /** The call about this position is over, and nobody has taken the incident. */
    void unsuccessful(YearIncident incident, long position, Meaning.Leaves leaves) {
        if (Course.stands(incident.now(), position)) {
            incident.becomes(incident.now().callEnded(leaves.engineer(), leaves.passedOn()));
            Course.left(incident.now(), time.instant()).ifPresent(move -> moves(incident, move));
        }
    }

    void taken(YearIncident incident, Meaning.Takes takes) {
        if (Course.take(incident.now(), takes.engineer(), "", takes.at()) instanceof Take.Taken taken) {
            incident.becomes(incident.now().taken(taken.by(), taken.until()));
            schedule(incident);
        }
    }

    private void schedule(YearIncident incident) {
        Course.nextMove(incident.now()).ifPresent(move -> time.at(move.due().toEpochMilli(), () -> moves(incident, move)));
    }

    private void moves(YearIncident incident, Move move) {
        switch (move.kind()) {
            case ESCALATE -> escalate(incident, move.number());
            case END_LEASE -> endLease(incident, move.number());
            case COME_BACK -> throw new IllegalStateException("nothing is suppressed in the year");
            case TELL_HOLDER -> throw new IllegalStateException("nothing joins what is taken in the year");
        }
    }

    private void endLease(YearIncident incident, long start) {
        if (Course.endLease(incident.now(), start, time.instant()) == LeaseEnd.ENDS) {
            incident.becomes(incident.now().startedOver(start, time.instant()));
            escalate(incident, start);
        }
    }

    private void escalate(YearIncident incident, long position) {
        Course course = new Course(PLAN, Optional.empty(), time.instant());
        if (course.reach(incident.now(), position, incident.now().severity()) instanceof Reach.Moves moves) {
            List<Integer> engineers = moves.who().recipients().stream().map(call -> engineer(incident, call)).toList();
            incident.becomes(incident.now().moved(moves.to(), moves.at()));
            engineers.forEach(engineer -> incident.becomes(incident.now().asking("" + engineer)));
            incident.becomes(incident.now().done());
            schedule(incident);
            engineers.forEach(engineer -> lines.ask(engineer, incident, position));
        }
    }

    private int engineer(YearIncident incident, String call) {
        int turn = Integer.parseInt(Recipients.named(call));
        return incident.system() % teams * team + (int) ((time.now() / WEEK + turn) % team);
    }
}
