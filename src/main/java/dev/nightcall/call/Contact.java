package dev.nightcall.call;

import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What DescribeContact says of a contact. @param connectedAt, endedAt null if not yet, or never */
public record Contact(String id, Instant connectedAt, Instant endedAt, String disconnectReason,
                      Map<String, String> attributes) {

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
