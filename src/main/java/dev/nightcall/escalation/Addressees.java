package dev.nightcall.escalation;

import dev.nightcall.alert.Severity;
import dev.nightcall.incident.Position;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is told at a position, as things are at a moment.
 *
 * @param recipients Camel endpoint URIs
 * @param resting    whether no alert is bad enough to phone anybody: then the escalation stays here
 * @param catchAll   whether the plan's catch-all is among them, because no step of the policy can phone anybody
 */
public record Addressees(List<String> recipients, boolean resting, boolean catchAll) {

    public Addressees {
        recipients = List.copyOf(recipients);
    }

    /** @param worst the severity of the worst alert that fires */
    public static Addressees of(OnCall plan, Policy policy, Position position, Severity worst, Instant at) {
        if (position.step() == 0) {
            return new Addressees(List.of(), false, false);
        }
        if (policy.callFrom().isHigherThan(worst)) {
            return new Addressees(steps(policy).filter(recipient -> !Recipients.isCall(recipient)).distinct().toList(), true,
                    false);
        }
        boolean meansToPhone = steps(policy).anyMatch(Recipients::isCall);
        if (position.isFallback(policy) || !meansToPhone || plan.catchAll().isEmpty()
                || plan.phonesSomebody(steps(policy).toList(), at)) {
            return new Addressees(position.recipients(), false, false);
        }
        return new Addressees(Stream.concat(position.recipients().stream(), plan.catchAll().stream()).distinct().toList(),
                false, true);
    }

    private static Stream<String> steps(Policy policy) {
        return policy.steps().stream().flatMap(step -> step.recipients().stream());
    }
}
