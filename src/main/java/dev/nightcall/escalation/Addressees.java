package dev.nightcall.escalation;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Position;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Why it is they, as the timeline tells. */
    public String reason(Policy policy, Position position) {
        if (resting) {
            return "nobody is phoned about less than " + policy.callFrom().word();
        }
        if (position.isFallback(policy)) {
            return "last round ended";
        }
        return "round " + position.round() + " step " + position.step()
                + (position.attempt() > 1 ? " attempt " + position.attempt() : "")
                + (catchAll ? ", no step can phone anybody: catch-all" : "");
    }

    /**
     * Why none of these recipients is phoned, as {@code no recipient can be phoned (sato: on leave until 2026-12-05)}.
     *
     * @param passedOn engineers who have said that somebody else shall take it
     */
    public static String whyNobody(OnCall plan, List<String> recipients, Set<String> passedOn, Instant at) {
        Map<String, String> reasons = new LinkedHashMap<>();
        recipients.stream().filter(Recipients::isCall).forEach(call ->
                reasons.putAll(Callees.of(plan, Recipients.named(call), passedOn, at).missing()));
        return "no recipient can be phoned" + (reasons.isEmpty() ? "" : reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue()).collect(Collectors.joining("; ", " (", ")")));
    }

    private static Stream<String> steps(Policy policy) {
        return policy.steps().stream().flatMap(step -> step.recipients().stream());
    }
}
