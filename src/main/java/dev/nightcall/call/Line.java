package dev.nightcall.call;

import dev.nightcall.alert.Severity;

import java.time.Instant;

/**
 * An engineer's telephone as Nightcall sees it.
 *
 * @param call     the call it is in, or null when it is free
 * @param owner    the message that claimed it for this call
 * @param until    when the claim runs out
 * @param page     where incidents wait for it now; those before it belong to calls
 * @param severity the worst of what waits; null when nothing does
 * @param since    when the oldest incident that waits was opened; null when nothing does
 * @param began    when the first of them began to wait; null when nothing does
 * @param dialSent whether the message is sent that has it dialled
 * @param calledAt when it was called last; null if never
 */
public record Line(String engineer, String call, String owner, Instant until, long page, Severity severity, Instant since,
                   Instant began, boolean dialSent, Instant calledAt) {

    public boolean isFree() {
        return call == null;
    }

    public boolean isWaiting() {
        return began != null;
    }

    /** Whether this is worse or older than everything that waits. */
    boolean isSurpassedBy(Waiting waiting) {
        return waiting.severity().isHigherThan(severity) || waiting.openedAt().isBefore(since);
    }
}
