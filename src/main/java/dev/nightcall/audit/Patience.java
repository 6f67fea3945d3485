package dev.nightcall.audit;

import dev.nightcall.core.Call;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Settling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
    boolean isForOutage(Optional<PhoneOutage> latest, Instant now) {
        return latest.filter(outage -> outage.excuses(now, grace)).isPresent();
    }

    /** When a call should have had its outcome, or been settled. */
    Instant due(Call call) {
        return Settling.due(call, longestCall);
    }

    boolean isOverdue(Call call, Instant now) {
        return !call.isSettled() && isOver(due(call), now);
    }
}
