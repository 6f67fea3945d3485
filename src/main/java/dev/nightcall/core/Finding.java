package dev.nightcall.core;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of a call that has ended, from a contact record, from DescribeContact, or because it was never placed.
 *
 * @param contactId   null if it was never placed, or nobody knows
 * @param connectedAt when the callee's side answered; null if it did not
 * @param endedAt     when it ended
 * @param reason      Connect's DisconnectReason, or an error's code; may be null
 * @param attributes  the contact's attributes
 * @param lastUpdate  the version of the record; null when Connect has told nothing of the end
 * @param told        by whom, for the timeline
 * @param outcome     null to have it decided by what was found
 */
public record Finding(String callId, String contactId, Instant connectedAt, Instant endedAt, String reason,
                      Map<String, String> attributes, Instant lastUpdate, String told, Outcome outcome) {

    private static final String CONNECT = "Connect";

    /** A contact of which Connect tells nothing any more. */
    public static Finding untold(String callId, String contactId, Instant at, String told) {
        return new Finding(callId, contactId, null, at, "Connect does not tell", Map.of(), null, told, Outcome.UNKNOWN);
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
        return contactId == null && (outcome == Outcome.FAILED || outcome == Outcome.WITHDRAWN) && !CONNECT.equals(told);
    }

    /** A call that was not placed, or of which nothing can be found out. */
    public static Finding without(String callId, Outcome outcome, String reason, Instant at, String told) {
        return new Finding(callId, null, null, at, reason, Map.of(), null, told, outcome);
    }

    /**
     * Amazon Connect has several reasons for one and the same thing (three of them mean "unanswered"), so the reason is
     * asked last. See "Contact record data model", DisconnectReason, in the Connect administrator guide.
     */
    public Outcome decide() {
        if (outcome != null) {
            return outcome;
        }
        String response = attributes.getOrDefault("response", "");
        switch (response) {
            case "acknowledged": return Outcome.ACKNOWLEDGED;
            case "suppressed": return minutes() > 0 ? Outcome.SUPPRESSED : Outcome.NO_DIGIT;
            case "declined": return Outcome.DECLINED;
            case "too-late": return Outcome.TOO_LATE;
            default: break;
        }
        if (connectedAt != null) {
            return Outcome.NO_DIGIT;
        }
        return switch (reason == null ? "" : reason) {
            case "TELECOM_BUSY" -> Outcome.BUSY;
            case "TELECOM_NUMBER_INVALID", "TELECOM_POTENTIAL_BLOCKING", "TELECOM_PROBLEM",
                 "OUTBOUND_DESTINATION_ENDPOINT_ERROR", "OUTBOUND_RESOURCE_ERROR", "OUTBOUND_ATTEMPT_FAILED"
                    -> Outcome.FAILED;
            default -> Outcome.UNANSWERED;
        };
    }

    /**
     * Whether it was answered, or may have been, and no digit is shown. Connect's reads are eventually consistent, so that one
     * may show the end of a contact before what was set in it; a contact record is whole as of its LastUpdateTimestamp.
     */
    public boolean mayLackDigit() {
        return !decide().isDecision() && outcome == null
                && (Contact.isAnswered(connectedAt, attributes) || !isNetworks(reason));
    }

    /** The reasons of contacts that were never connected (Connect administrator guide, "Contact record data model"). */
    private static boolean isNetworks(String reason) {
        return reason != null && (reason.startsWith("TELECOM_") || reason.startsWith("OUTBOUND_"));
    }

    /** The key that decided, or was pressed when nothing was left any more; null when none was. */
    public String pressed(Outcome decided) {
        return decided == Outcome.TOO_LATE ? attributes.get("pressed") : decided.key();
    }

    /** 1 when an engineer has confirmed on the keypad. */
    public int checkFlag() {
        return attributes.getOrDefault("check_flag", "0").equals("1") ? 1 : 0;
    }

    /** For how long it shall be watched; 0 when that was not said. */
    public int minutes() {
        String text = attributes.getOrDefault("suppress_minutes", "");
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
