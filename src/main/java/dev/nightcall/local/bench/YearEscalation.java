package dev.nightcall.local.bench;

import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.LeaseEnd;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Move;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Take;

import java.util.List;
import java.util.Optional;

/** From an incident to whose line is asked for: its course is decided by the same class as at night. */
final class YearEscalation {

    private final YearPlan plan;
    private final YearTime time;
    private YearLines lines;

    YearEscalation(YearPlan plan, YearTime time) {
        this.plan = plan;
        this.time = time;
    }

    void calls(YearLines those) {
        lines = those;
    }

    void opened(YearIncident incident) {
        schedule(incident);
    }

    /** The call about this position is over, and nobody has taken the incident. */
    void unsuccessful(YearIncident incident, long position, Meaning.Leaves leaves) {
        if (Course.isNoted(incident.now(), position, leaves.passedOn())) {
            incident.becomes(incident.now().callEnded(leaves.engineer(), position, leaves.passedOn()));
            due(incident, Course.left(incident.now(), time.instant()));
        }
    }

    void taken(YearIncident incident, Meaning.Takes takes) {
        Incident now = incident.now();
        if (Course.take(now, takes.engineer(), "", takes.at()) instanceof Take.Taken taken) {
            incident.becomes(now.taken(taken.by(), taken.until(), now.knownTo(takes.engineer(), takes.at())));
            schedule(incident);
        }
    }

    private void schedule(YearIncident incident) {
        due(incident, Course.nextMove(incident.now()));
    }

    private void due(YearIncident incident, Optional<Move> next) {
        next.ifPresent(move -> time.at(move.due().toEpochMilli(), () -> moves(incident, move)));
    }

    private void moves(YearIncident incident, Move move) {
        switch (move.kind()) {
            case ESCALATE -> escalate(incident, move.number());
            case END_LEASE -> endLease(incident, move.number());
            case COME_BACK -> throw new IllegalStateException("nothing is suppressed in the year");
            case TELL_HOLDER -> throw new IllegalStateException("nobody is told in the year of what is new in what they have");
        }
    }

    private void endLease(YearIncident incident, long start) {
        if (Course.endLease(incident.now(), start, time.instant()) == LeaseEnd.ENDS) {
            incident.becomes(incident.now().startedOver(start, time.instant()));
            escalate(incident, start);
        }
    }

    private void escalate(YearIncident incident, long position) {
        Course course = new Course(plan.onCall(), Optional.empty(), time.instant());
        if (course.reach(incident.now(), position, incident.now().severity()) instanceof Reach.Moves moves) {
            List<Integer> engineers = moves.who().recipients().stream()
                    .map(call -> plan.engineer(incident.system(), call, time.now())).toList();
            incident.becomes(incident.now().moved(moves.to(), moves.at()));
            engineers.forEach(engineer -> incident.becomes(incident.now().asking("" + engineer)));
            incident.becomes(incident.now().done());
            schedule(incident);
            engineers.forEach(engineer -> lines.ask(engineer, incident, position));
        }
    }
}
