package dev.nightcall.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What DescribeContact says of a contact. @param connectedAt, endedAt null if not yet, or never */
public record Contact(String id, Instant connectedAt, Instant endedAt, String disconnectReason,
                      Map<String, String> attributes) {

    /** The attribute by which the flow knows that nothing is left of what the call is about: 1, otherwise 0. */
    public static final String GONE = "gone";

    /** Whether somebody or something has answered: the flow's first block marks it, and may be seen before the time is. */
    boolean isAnswered() {
        return isAnswered(connectedAt, attributes);
    }

    static boolean isAnswered(Instant connectedAt, Map<String, String> attributes) {
        return connectedAt != null || attributes.containsKey("answered");
    }

    boolean isToldGone() {
        return "1".equals(attributes.get(GONE));
    }

    /**
     * Its end, by a look at it. A look may show less than is so, whatever its own LastUpdateTimestamp says: any record of the
     * end, whose time stamps have whole seconds, is newer.
     *
     * @param outcome null to have it decided by what was found
     */
    Finding end(String callId, String told, Outcome outcome) {
        Instant beforeAnyRecord = endedAt.truncatedTo(ChronoUnit.SECONDS).minusMillis(1);
        return new Finding(callId, id, connectedAt, endedAt, disconnectReason, attributes, beforeAnyRecord, told, outcome);
    }
}
