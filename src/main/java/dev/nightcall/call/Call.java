package dev.nightcall.call;

import dev.nightcall.core.Outcome;

import java.time.Duration;
import java.time.Instant;

/**
 * One dial attempt to one engineer. What it is about is not in it, but on pages of the engineer's line: see
 * {@link Lines#requests}.
 *
 * @param id           its ClientToken, too
 * @param number       chosen when Connect is asked to dial; null before, and if there is none
 * @param firstPage    the first page of the engineer's line that it has taken
 * @param lastPage     the last one
 * @param size         about how many incidents it is; 0 until Connect is asked to dial
 * @param waitingSince when the first of them began to wait
 * @param ringLimit    how long it may ring; null when nothing but the settings say so
 * @param askedConnect when Connect was asked to dial, written before asking; null before
 * @param contactId    Connect's id; null until Connect has answered
 * @param dialledAt    when Connect had answered
 * @param checkFlag    1 when an engineer has confirmed on the keypad
 * @param pressed      the key that decided, or was pressed too late; null when none was
 * @param suppressMinutes for how long it shall be watched, when the outcome says so
 * @param outcome      null until known
 * @param endedAt      when it ended, as told first
 * @param settledAt    when everything that follows from the outcome was done
 * @param lastUpdate   the version of what Connect has told of the contact's end; null when it has not
 */
public record Call(String id, String engineer, String number, long firstPage, long lastPage, int size, Instant waitingSince,
                   Instant createdAt, Duration ringLimit, Instant askedConnect, String contactId, Instant dialledAt,
                   Instant answeredAt, Instant endedAt, String disconReason, int checkFlag, String pressed,
                   int suppressMinutes, Outcome outcome, Instant settledAt, Instant lastUpdate) {

    /** A call that is written down and not yet dialled, about everything that waits for a line. */
    static Call created(String id, Line line, Instant now) {
        return new Call(id, line.engineer(), null, line.page(), line.page(), 0, line.began(), now, null, null, null, null,
                null, null, null, 0, null, 0, null, null, null);
    }

    /** When it was dialled, or nearly so if Connect's answer was lost. */
    public Instant startedAt() {
        return dialledAt != null ? dialledAt : createdAt;
    }

    /** Whether Connect may still be asked to dial it. */
    boolean isToBeDialled() {
        return outcome == null && contactId == null && askedConnect == null;
    }

    /** Whether it was decided without its contact, which may ring or talk all the same: it is to be stopped. */
    boolean isToBeStopped() {
        return outcome != null && contactId != null && lastUpdate == null;
    }

    /** Whether Connect has begun it, and nothing is known of its end. */
    boolean isInFlight() {
        return contactId != null && outcome == null;
    }

    public boolean isSettled() {
        return settledAt != null;
    }
}
