package dev.nightcall.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a telephone says of a call that it has placed, which may be less than is so.
 *
 * @param connectedAt null if not yet, or never
 * @param endedAt     null if not yet
 * @param reason      of its end, in the telephone's words; null when it says none
 * @param isAnswered  whether somebody or something has answered, which may be known before the time is
 * @param isToldGone  whether it says that nothing is left of what it is about
 * @param response    what came back of it so far
 */
public record Contact(String id, Instant connectedAt, Instant endedAt, String reason, boolean isAnswered, boolean isToldGone,
                      Response response) {

    /**
     * Its end, by a look at it. A look may show less than is so, whatever its own time says: any record of the end, whose time
     * stamps have whole seconds, is newer.
     *
     * @param outcome null to have it decided by what came back
     */
    Finding end(String callId, String told, Outcome outcome) {
        Instant beforeAnyRecord = endedAt.truncatedTo(ChronoUnit.SECONDS).minusMillis(1);
        return new Finding(callId, id, connectedAt, endedAt, reason,
                outcome == null ? response : Response.of(outcome), beforeAnyRecord, told);
    }
}
