package dev.nightcall.audit;

import dev.nightcall.call.Call;
import dev.nightcall.core.PhoneOutage;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long something may be late: what is merely slow is left alone.
 *
 * @param grace       after its time
 * @param longestCall how long a call may take from dialling to its outcome
 */
public record Patience(Duration grace, Duration longestCall) {

    /** Whether something that was to happen at a time should have happened long ago. */
    boolean isOver(Instant due, Instant now) {
        return due.plus(grace).isBefore(now);
    }

    /** Whether telephones are late because nobody can be phoned, or could be only a short while ago: they are not overdue. */
    boolean isForOutage(Optional<PhoneOutage> outage, Instant now) {
        return outage.filter(latest -> latest.isSeenToLast(now) || !latest.isOn() && !isOver(latest.ended(), now)).isPresent();
    }

    /** When a call should have had its outcome, or been settled. */
    Instant due(Call call) {
        return call.outcome() != null ? call.endedAt() : Stream.of(call.createdAt(), call.askedConnect(), call.dialledAt())
                .filter(Objects::nonNull).max(Instant::compareTo).orElseThrow().plus(longestCall);
    }

    boolean isOverdue(Call call, Instant now) {
        return !call.isSettled() && isOver(due(call), now);
    }
}
