package dev.nightcall.core;

import java.time.Instant;

/**
 * What is known of a call that has ended: its telephone has told it, sooner or later, or it was never placed.
 *
 * @param contactId   null if it was never placed, or nobody knows
 * @param connectedAt when the callee's side answered; null if it did not
 * @param endedAt     when it ended
 * @param reason      in the telephone's words, or an error's code; may be null
 * @param response    what came back of it
 * @param lastUpdate  the version of what is told; null when the telephone has told nothing of the end
 * @param told        by whom, for the timeline
 */
public record Finding(String callId, String contactId, Instant connectedAt, Instant endedAt, String reason,
                      Response response, Instant lastUpdate, String told) {

    private static final String CONNECT = "Connect";

    /** A contact of which Connect tells nothing any more. */
    public static Finding untold(String callId, String contactId, Instant at, String told) {
        return new Finding(callId, contactId, null, at, "Connect does not tell", Response.of(Outcome.UNKNOWN), null, told);
    }

    /** What was decided before: what follows from it may not be done. */
    public static Finding repeat(Call call) {
        return without(call.id(), call.outcome(), call.disconReason(), call.endedAt(), "repeat");
    }

    /** All of its incidents have been taken, resolved or suppressed before it was dialled. */
    public static Finding withdrawn(String callId, Instant at, String told) {
        return without(callId, Outcome.WITHDRAWN, "nothing left to call about", at, told);
    }

    /** Nobody will ever dial it: its line has gone on without it. That there is an outcome keeps it from being dialled. */
    public static Finding neverDialled(String callId, Instant at) {
        return without(callId, Outcome.FAILED, "never dialled", at, "the audit");
    }

    /** Connect was asked, and has refused. */
    public static Finding refused(String callId, String reason, Instant at) {
        return without(callId, Outcome.FAILED, reason, at, CONNECT);
    }

    /** Whether it is of another contact than the call's: attributes are inherited, or copied by whoever relates contacts. */
    boolean isOfAnother(Call call) {
        return contactId != null && call.contactId() != null && !contactId.equals(call.contactId());
    }

    /** Whether it tells something of the contact that is newer than what is noted. The newest LastUpdateTimestamp wins. */
    public boolean isNewerThan(Call call) {
        return lastUpdate != null && (call.lastUpdate() == null || call.lastUpdate().isBefore(lastUpdate));
    }

    /** Whether it says that the call is not to be placed: no longer true once Connect has been asked, unless Connect says so. */
    public boolean isNotPlaced() {
        return contactId == null && (outcome() == Outcome.FAILED || outcome() == Outcome.WITHDRAWN) && !CONNECT.equals(told);
    }

    /** A call that was not placed, or of which nothing can be found out. */
    public static Finding without(String callId, Outcome outcome, String reason, Instant at, String told) {
        return new Finding(callId, null, null, at, reason, Response.of(outcome), null, told);
    }

    /** What the call led to. */
    public Outcome outcome() {
        return response.outcome();
    }

    /** Whether it was answered, or may have been, and a digit that was pressed may not be seen yet. */
    public boolean mayLackDigit() {
        return response.mayLackDigit();
    }

    /** The key that decided, or was pressed when nothing was left any more; null when none was. */
    public String pressed(Outcome decided) {
        return response.pressed(decided);
    }

    /** 1 when an engineer has confirmed on the keypad. */
    public int checkFlag() {
        return response.checkFlag();
    }

    /** For how long it shall be watched; 0 when that was not said. */
    public int minutes() {
        return response.minutes();
    }
}
