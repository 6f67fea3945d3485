package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.alert.Severity;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an incident escalates. An incident keeps the copy it opened with.
 *
 * @param groupBy    the fields in which alerts must be the same to share an incident: {@code system}, {@code host},
 *                   {@code service}, {@code labels.NAME}; with none of them they all do
 * @param groupWait  how long an incident waits for more alerts before the first step
 * @param callFrom   nobody is phoned about less than this severity
 * @param ringLimit  a call that rings longer is stopped; null for the one of the settings
 * @param ackTimeout how long an acknowledgement holds before the escalation starts again
 * @param rounds     how often the steps are repeated, 1 or more
 * @param pause      how long after the last round the rounds start over
 * @param steps      1 or more
 * @param fallback   who is told after the last round: recipients as in a step; may be empty
 * @param channels   who is told of what happens to its incidents; may be empty
 * @param speak      what of an alert is spoken on the telephone
 * @param whileTaken about what of all that is new its holder is phoned
 * @param reopenWithin what fires again so soon after it was over opens its incident again; zero: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Policy(String name, List<String> groupBy, Duration groupWait, Severity callFrom, Duration ringLimit,
                     Duration ackTimeout, int rounds, Duration pause, List<Step> steps, List<String> fallback,
                     List<Channel> channels, Speak speak, WhileTaken whileTaken, Duration reopenWithin) {

    private static final Duration REOPEN_WITHIN = Duration.ofMinutes(10);
    private static final List<String> ONE_SYSTEM = List.of(AlertField.SYSTEM.name());

    /** @throws IllegalArgumentException when there is no step or no round: such an incident would call nobody */
    public Policy {
        // Copies of older incidents do not name everything.
        groupBy = groupBy == null ? ONE_SYSTEM : List.copyOf(groupBy);
        callFrom = callFrom == null ? Severity.INFO : callFrom;
        steps = List.copyOf(steps);
        fallback = fallback == null ? List.of() : List.copyOf(fallback);
        channels = channels == null ? List.of() : List.copyOf(channels);
        speak = speak == null ? Speak.SUMMARY : speak;
        whileTaken = whileTaken == null ? WhileTaken.NEW : whileTaken;
        reopenWithin = reopenWithin == null ? REOPEN_WITHIN : reopenWithin;
        if (steps.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException("policy " + name + " must have at least one step and one round");
        }
    }

    /** One that groups by system and phones about everything. */
    public Policy(String name, Duration groupWait, Duration ackTimeout, int rounds, Duration pause, List<Step> steps,
                  List<String> fallback) {
        this(name, null, groupWait, null, null, ackTimeout, rounds, pause, steps, fallback, null, null, null, null);
    }

    /** For people: what becomes of what fires again. */
    public String saysOfReopening() {
        String time = reopenWithin.toSecondsPart() == 0 ? reopenWithin.toMinutes() + " min" : reopenWithin.toSeconds() + " s";
        return reopenWithin.isZero() ? "what fires again after it was over opens an incident of its own"
                : "what fires again within " + time + " of its recovery opens this incident again: whoever has it still has it";
    }

    /** Whether anybody is phoned about an alert that is so bad. */
    public boolean phonesAbout(Severity severity) {
        return !callFrom.isHigherThan(severity);
    }

    /** Whether any step means to phone somebody. */
    public boolean phonesSomebody() {
        return recipients().anyMatch(Recipients::isCall);
    }

    /** Those of all steps, in their order. */
    public Stream<String> recipients() {
        return steps.stream().flatMap(step -> step.recipients().stream());
    }

    @JsonIgnore
    boolean groupsBySystem() {
        return groupBy.equals(ONE_SYSTEM);
    }
}
