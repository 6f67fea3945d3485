package dev.nightcall.oncall;

import java.time.Duration;
import java.util.List;

/**
 * How an incident escalates. An incident keeps the copy it opened with.
 *
 * @param groupWait  how long an incident waits for more alerts before the first step
 * @param ackTimeout how long an acknowledgement holds before the escalation starts again
 * @param rounds     how often the steps are repeated, 1 or more
 * @param pause      how long after the last round the rounds start over
 * @param steps      1 or more
 * @param fallback   who is told after the last round: recipients as in a step; may be empty
 * @param channels   who is told of what happens to its incidents; may be empty
 */
public record Policy(String name, Duration groupWait, Duration ackTimeout, int rounds, Duration pause, List<Step> steps,
                     List<String> fallback, List<Channel> channels) {

    /** @throws IllegalArgumentException when there is no step or no round: such an incident would call nobody */
    public Policy {
        steps = List.copyOf(steps);
        fallback = fallback == null ? List.of() : List.copyOf(fallback);
        channels = channels == null ? List.of() : List.copyOf(channels);
        if (steps.isEmpty() || rounds < 1) {
            throw new IllegalArgumentException("policy " + name + " must have at least one step and one round");
        }
    }
}
