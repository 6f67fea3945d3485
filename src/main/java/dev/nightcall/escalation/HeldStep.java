package dev.nightcall.escalation;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Position;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.outage.PhoneOutage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An escalation stays where it is, though its next position is due, because nobody can be phoned: rounds in which no telephone
 * can ring would only run out.
 *
 * @param until when it is looked at again, at the latest
 * @param at    when what holds it began
 * @param over  whether somebody can be phoned again, and those who are asked here have their time
 */
public record HeldStep(Instant until, Instant at, boolean over) {

    private static final Duration LOOK = Duration.ofSeconds(30);

    /**
     * While nobody can be phoned, no position follows that would phone, or would say that nobody has taken it, on one whose calls
     * have not ended; steps that phone nobody go on. When somebody can be phoned again, those who are asked have the whole time
     * of their step from then on. An outage that nobody tries to end holds nothing: no call may be left to try with.
     *
     * @param outage the latest, which may be over; null when there was none
     */
    public static Optional<HeldStep> of(Incident incident, Position next, PhoneOutage outage, Instant now) {
        if (outage == null) {
            return Optional.empty();
        }
        Policy policy = incident.policy();
        boolean pending = !incident.ended().containsAll(incident.asked());
        if (outage.isSeenToLast(now)) {
            boolean exhausts = next.isFallback(policy) && policy.steps().stream().flatMap(step -> step.recipients().stream())
                    .anyMatch(Recipients::isCall);
            boolean phones = next.recipients().stream().anyMatch(Recipients::isCall);
            // Perhaps it is of their numbers only: then whoever comes next is the one who can be phoned, and ends it.
            boolean passesOver = phones && pending && !outage.mayBeOfNumbers();
            return exhausts || passesOver ? Optional.of(new HeldStep(now.plus(LOOK), since(incident, outage), false))
                    : Optional.empty();
        }
        if (outage.isOn() || !pending || !outage.ended().isAfter(incident.movedAt())) {
            return Optional.empty();
        }
        Instant until = outage.ended().plus(incident.at(incident.position()).waitTime());
        return until.isAfter(now) ? Optional.of(new HeldStep(until, outage.ended(), true)) : Optional.empty();
    }

    /** Since when an outage has held an incident where it is. */
    static Instant since(Incident incident, PhoneOutage outage) {
        return outage.since().isAfter(incident.movedAt()) ? outage.since() : incident.movedAt();
    }

    /** How long until it is looked at again: not longer than others are waited for, and not more often than each second. */
    Duration pause(Instant now) {
        Duration left = Duration.between(now, until).plusSeconds(1);
        return left.compareTo(LOOK) > 0 ? LOOK : left;
    }
}
