package dev.nightcall.oncall;

import java.time.Instant;

/**
 * Somebody is on duty though no layer says so.
 *
 * @param to        exclusive
 * @param engineer  who is on duty
 * @param insteadOf whose duty it is otherwise; at other times than theirs nothing changes. Null: instead of everybody, and
 *                  also when nobody is on duty
 * @param by        who has said so
 */
public record ScheduleOverride(Instant from, Instant to, Engineer engineer, Engineer insteadOf, String by, String reason) {

    /** Whether both replace the same engineer, or one of them everybody, at the same time. */
    public boolean contradicts(ScheduleOverride other) {
        boolean sameDuty = insteadOf == null || other.insteadOf == null || insteadOf.equals(other.insteadOf);
        return sameDuty && from.isBefore(other.to) && other.from.isBefore(to);
    }

    boolean inForce(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
