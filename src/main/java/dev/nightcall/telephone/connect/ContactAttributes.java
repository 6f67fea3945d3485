package dev.nightcall.telephone.connect;

import dev.nightcall.core.Outcome;
import dev.nightcall.core.Response;

import java.time.Instant;
import java.util.Map;

/**
 * What Amazon Connect tells of a contact, by DescribeContact or in a contact record, and what it means. The attributes are those
 * that the flow sets.
 *
 * @param connectedAt when the callee's side answered; null if it did not
 * @param reason      DisconnectReason; may be null
 */
public record ContactAttributes(Instant connectedAt, String reason, Map<String, String> attributes) {

    /** Whether somebody or something has answered: the flow's first block marks it, and may be seen before the time is. */
    boolean isAnswered() {
        return connectedAt != null || attributes.containsKey("answered");
    }

    boolean isToldGone() {
        return "1".equals(attributes.get("gone"));
    }

    public Response response() {
        int minutes = minutes();
        Outcome outcome = outcome(minutes);
        return new Response(outcome, attributes.get("pressed"), minutes,
                attributes.getOrDefault("check_flag", "0").equals("1") ? 1 : 0, mayLackDigit(outcome));
    }

    /**
     * Amazon Connect has several reasons for one and the same thing (three of them mean "unanswered"), so the reason is
     * asked last. See "Contact record data model", DisconnectReason, in the Connect administrator guide.
     */
    private Outcome outcome(int minutes) {
        switch (attributes.getOrDefault("response", "")) {
            case "acknowledged": return Outcome.ACKNOWLEDGED;
            case "suppressed": return minutes > 0 ? Outcome.SUPPRESSED : Outcome.NO_DIGIT;
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
     * Connect's reads are eventually consistent, so that one may show the end of a contact before what was set in it; a contact
     * record is whole as of its LastUpdateTimestamp.
     */
    private boolean mayLackDigit(Outcome outcome) {
        return !outcome.isDecision() && (isAnswered() || !isNetworks(reason));
    }

    /** The reasons of contacts that were never connected (Connect administrator guide, "Contact record data model"). */
    private static boolean isNetworks(String reason) {
        return reason != null && (reason.startsWith("TELECOM_") || reason.startsWith("OUTBOUND_"));
    }

    private int minutes() {
        String text = attributes.getOrDefault("suppress_minutes", "");
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
