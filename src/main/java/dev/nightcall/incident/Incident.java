package dev.nightcall.incident;

import dev.nightcall.oncall.Policy;

import java.time.Instant;
import java.util.Set;

/**
 * What people are called about.
 *
 * @param position          how far the escalation has come, see {@link Position}; only ever grows
 * @param policy            the copy it opened with
 * @param openedBy          id of the alert that opened it
 * @param movedAt           when the position was reached
 * @param acted             the last position at which everything was done: recipients told, next position scheduled
 * @param asked             the engineers whose line was asked for at this position
 * @param ended             those of them whose call has ended without success
 * @param acknowledgedBy    who has it; null unless acknowledged, or resolved after that
 * @param acknowledgedUntil when the acknowledgement ends; null as above
 * @param resolvedBy        {@link #MONITOR}, or who; null until resolved
 */
public record Incident(String id, String group, Status status, long position, Policy policy, Instant openedAt,
                       String openedBy, Instant movedAt, long acted, Set<String> asked, Set<String> ended, String acknowledgedBy,
                       Instant acknowledgedUntil, String resolvedBy, Instant resolvedAt) {

    /** Who resolved it, when no alert was left. */
    public static final String MONITOR = "monitor";

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    public boolean isResolved() {
        return status == Status.RESOLVED;
    }

    /** Whether everybody has been asked at this position, and every call has ended without success. */
    public boolean isExhausted() {
        return acted == position && !asked.isEmpty() && ended.containsAll(asked);
    }
}
