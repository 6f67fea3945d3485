package dev.nightcall.core;

import dev.nightcall.alert.Severity;
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
    static Addressees of(OnCall plan, Policy policy, Position position, Severity worst, Instant at) {
        if (position.step() == 0) {
            return new Addressees(List.of(), false, false);
        }
        if (!policy.phonesAbout(worst)) {
            return new Addressees(policy.recipients().filter(recipient -> !Recipients.isCall(recipient)).distinct().toList(),
                    true, false);
        }
        if (position.isFallback(policy) || !policy.phonesSomebody() || plan.catchAll().isEmpty()
                || plan.phonesSomebody(policy.recipients().toList(), at)) {
            return new Addressees(position.recipients(), false, false);
        }
        return new Addressees(Stream.concat(position.recipients().stream(), plan.catchAll().stream()).distinct().toList(),
                false, true);
    }

    /** Who had it until then; nobody when that is no engineer. */
    static Addressees holder(OnCall plan, String name) {
        return new Addressees(plan.engineer(name).map(engineer -> Recipients.call(name)).stream().toList(), false, false);
    }

    /** Why nobody is phoned where no alert is bad enough. */
    static String whyResting(Policy policy) {
        return "nobody is phoned about less than " + policy.callFrom().word();
    }

    /** Why it is they, as the timeline tells. */
    String reason(Policy policy, Position position) {
        if (resting) {
            return whyResting(policy);
        }
        if (position.isFallback(policy)) {
            return "last round ended";
        }
        return "round " + position.round() + " step " + position.step()
                + (position.attempt() > 1 ? " attempt " + position.attempt() : "")
                + (catchAll ? ", no step can phone anybody: catch-all" : "");
    }
}
