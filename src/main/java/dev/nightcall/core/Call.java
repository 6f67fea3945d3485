package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;

/**
 * One dial attempt to one engineer. What it is about is not in it, but on pages of the engineer's line.
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
 * @param said         what it said of its incidents; null until Connect is asked to dial
 */
public record Call(String id, String engineer, String number, long firstPage, long lastPage, int size, Instant waitingSince,
                   Instant createdAt, Duration ringLimit, Instant askedConnect, String contactId, Instant dialledAt,
                   Instant answeredAt, Instant endedAt, String disconReason, int checkFlag, String pressed,
                   int suppressMinutes, Outcome outcome, Instant settledAt, Instant lastUpdate, SaidInCall said) {

    /** A call that is written down and not yet dialled, about everything that waits for a line. */
    public static Call created(String id, String engineer, long page, Instant waitingSince, Instant now) {
        return new Call(id, engineer, null, page, page, 0, waitingSince, now, null, null, null, null, null, null, null, 0, null,
                0, null, null, null, null);
    }

    /** How far it has come. Only a digit told late leads back, from {@link #SETTLED} to {@link #DECIDED}. */
    public enum Stage {
        /** Written down: Connect may be asked to dial it. */
        TO_BE_DIALLED,
        /** Connect was asked, and what it has answered is not known, or not yet. */
        ASKED,
        /** Connect has begun a contact, of whose end nothing is known. */
        UNDER_WAY,
        /** Its outcome is known; not everything that follows from it may be done. */
        DECIDED,
        /** Everything that follows is done. */
        SETTLED
    }

    public Stage stage() {
        if (outcome != null) {
            return settledAt == null ? Stage.DECIDED : Stage.SETTLED;
        }
        if (contactId != null) {
            return Stage.UNDER_WAY;
        }
        return askedConnect == null ? Stage.TO_BE_DIALLED : Stage.ASKED;
    }

    /** Whether Connect may still be asked to dial it. */
    public boolean isToBeDialled() {
        return stage() == Stage.TO_BE_DIALLED;
    }

    /** Whether Connect has begun it, and nothing is known of its end. */
    public boolean isInFlight() {
        return stage() == Stage.UNDER_WAY;
    }

    public boolean isSettled() {
        return stage() == Stage.SETTLED;
    }

    /** Whether it was decided without its contact, which may ring or talk all the same: it is to be stopped. */
    public boolean isToBeStopped() {
        return outcome != null && contactId != null && lastUpdate == null;
    }

    /** When it was dialled, or nearly so if Connect's answer was lost. */
    public Instant startedAt() {
        return dialledAt != null ? dialledAt : createdAt;
    }

    /** The same when Connect is asked to dial it, as it is written. @param about about how many incidents it is */
    public Call asked(Attempt.Dials dials, int about, SaidInCall says, Instant at) {
        return new Call(id, engineer, dials.number(), firstPage, lastPage, about, waitingSince, createdAt, dials.ringLimit(), at,
                contactId, dialledAt, answeredAt, endedAt, disconReason, checkFlag, pressed, suppressMinutes, outcome, settledAt,
                lastUpdate, says);
    }

    /** The same when Connect has answered, as it is written. */
    public Call dialled(String contact, Instant at) {
        return new Call(id, engineer, number, firstPage, lastPage, size, waitingSince, createdAt, ringLimit, askedConnect,
                contact, dialledAt == null ? at : dialledAt, answeredAt, endedAt, disconReason, checkFlag, pressed,
                suppressMinutes, outcome, settledAt, lastUpdate, said);
    }

    /**
     * The same when what is found of its contact is noted, unless something newer is, as it is written. A reason that is not told
     * leaves the one that is known.
     */
    public Call told(Finding finding) {
        return !finding.isNewerThan(this) ? this : new Call(id, engineer, number, firstPage, lastPage, size, waitingSince,
                createdAt, ringLimit, askedConnect, finding.contactId(), dialledAt, finding.connectedAt(), endedAt,
                finding.reason() == null ? disconReason : finding.reason(), finding.checkFlag(), pressed, suppressMinutes,
                outcome, settledAt, finding.lastUpdate(), said);
    }

    /** The same when it is decided, or decided anew, by what is noted of its contact then, too, as it is written. */
    public Call decided(Outcome as, Finding finding) {
        return told(finding).becomes(as, finding);
    }

    private Call becomes(Outcome as, Finding finding) {
        return new Call(id, engineer, number, firstPage, lastPage, size, waitingSince, createdAt, ringLimit, askedConnect,
                contactId, dialledAt, answeredAt, finding.endedAt(), lastUpdate == null ? finding.reason() : disconReason,
                checkFlag, finding.pressed(as), finding.minutes(), as, null, lastUpdate, said);
    }

    /** The same when everything that follows is done, as it is written. */
    public Call settled(Instant at) {
        return new Call(id, engineer, number, firstPage, lastPage, size, waitingSince, createdAt, ringLimit, askedConnect,
                contactId, dialledAt, answeredAt, endedAt, disconReason, checkFlag, pressed, suppressMinutes, outcome, at,
                lastUpdate, said);
    }

    /** What it said of an incident; of a call of an older version everything until its end. */
    public Shown shown(String incident) {
        return said == null ? Shown.allUntil(endedAt) : said.of(incident);
    }
}
