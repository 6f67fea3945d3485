package dev.nightcall.core;

import dev.nightcall.alert.Severity;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * An engineer's telephone as Nightcall sees it. It says how each verdict changes it, as it is written.
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

    /** One that nobody was ever asked for. */
    public static Line untouched(String engineer) {
        return new Line(engineer, null, null, null, 0, null, null, null, false, null);
    }

    public boolean isFree() {
        return call == null;
    }

    /** Whether whoever claimed it still has it. Later, he is taken for dead, and whoever asks may go on with his call. */
    boolean isClaimed(Instant now) {
        return !isFree() && until.isAfter(now);
    }

    public boolean isWaiting() {
        return began != null;
    }

    /** Whether something has begun to wait since this call has claimed it. */
    public boolean hasMoreFor(Call one) {
        return isWaiting() && one.id().equals(call);
    }

    /** Whether something waits, and nobody may have sent the message that has it dialled: the one who was to may have died. */
    public boolean lacksMessage() {
        return isWaiting() && !dialSent;
    }

    /** The same with one more incident that waits; it is the same when that is neither the first nor the worst nor the oldest. */
    public Line asked(Waiting waiting) {
        if (!isWaiting()) {
            return waits(waiting.severity(), waiting.openedAt(), waiting.askedAt(), false);
        }
        return waits(waiting.severity().isHigherThan(severity) ? waiting.severity() : severity,
                waiting.openedAt().isBefore(since) ? waiting.openedAt() : since, began, dialSent);
    }

    /** The same when its message is sent. */
    public Line sent() {
        return waits(severity, since, began, true);
    }

    /** The same when nothing waits any more. */
    public Line rested() {
        return waits(null, null, null, false);
    }

    /** The same when it had come to rest too early: a message for it is there already. @param late what waits, at least one */
    public Line woken(Collection<Waiting> late) {
        return late.stream().sorted(Comparator.comparing(Waiting::askedAt)).reduce(rested(), Line::asked, (one, other) -> other)
                .sent();
    }

    /** The same when a call has it with everything that waits: what comes from now on waits on the next page. */
    public Line claimed(String by, String message, Instant end) {
        return new Line(engineer, by, message, end, page + 1, null, null, null, false, calledAt);
    }

    /** The same when its call takes what has begun to wait since. */
    public Line turned() {
        return claimed(call, owner, until);
    }

    /** The same when somebody goes on with its call. */
    public Line takenOver(String message, Instant end) {
        return new Line(engineer, call, message, end, page, severity, since, began, dialSent, calledAt);
    }

    /** The same when the engineer is about to be called. */
    public Line called(Instant at) {
        return new Line(engineer, call, owner, until, page, severity, since, began, dialSent, at);
    }

    /** The same when its call is over. */
    public Line freed() {
        return new Line(engineer, null, null, null, page, severity, since, began, dialSent, calledAt);
    }

    private Line waits(Severity worst, Instant oldest, Instant first, boolean isSent) {
        return new Line(engineer, call, owner, until, page, worst, oldest, first, isSent, calledAt);
    }
}
