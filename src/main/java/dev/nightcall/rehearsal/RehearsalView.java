package dev.nightcall.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.oncall.WhileTaken;
import dev.nightcall.timeline.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A rehearsal as JSON.
 *
 * @param dependent  whether nobody is phoned while an alert that it is the consequence of has an open incident
 * @param restsAt    when it comes to rest, since nobody is phoned about so little; left out when it does not
 * @param startsOver when the rounds start over; left out when it rests, or is cut
 * @param cut        whether it goes on for longer than is shown
 * @param whileTaken about what of all that is new in it whoever takes it is phoned
 * @param reopenWithin what fires again so soon after it was over opens the incident again; zero: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsalView(Instant at, String policy, String group, boolean dependent, boolean phonesSomebody,
                            List<Line> events, Instant restsAt, Instant startsOver, boolean cut, WhileTaken whileTaken,
                            Duration reopenWithin) {

    /** One event, see {@link Happening}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(Instant at, Event event, int round, int step, int attempt, String who, String number, String reason) {
    }

    /** @param number how a telephone number is shown */
    public static RehearsalView of(Rehearsal rehearsal, UnaryOperator<String> number) {
        List<Line> lines = rehearsal.happenings().stream().map(h -> new Line(h.at(), h.event(), h.round(), h.step(),
                h.attempt(), h.who(), h.number() == null ? null : number.apply(h.number()), h.reason())).toList();
        return new RehearsalView(rehearsal.at(), rehearsal.policy().name(), rehearsal.group(), rehearsal.dependent(),
                rehearsal.phonesSomebody(), lines, rehearsal.restsAt(), rehearsal.startsOver(), rehearsal.cut(),
                rehearsal.policy().whileTaken(), rehearsal.policy().reopenWithin());
    }
}
