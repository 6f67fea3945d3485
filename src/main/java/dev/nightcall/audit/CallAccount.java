package dev.nightcall.audit;

import dev.nightcall.core.Call;
import dev.nightcall.core.Outcome;

import java.time.Instant;
import java.util.List;

/**
 * The calls of a span of time, the oldest first.
 *
 * @param unaccounted those that should long have an outcome, or be settled
 */
public record CallAccount(List<Row> calls, List<Row> unaccounted) {

    /**
     * One call.
     *
     * @param contactId Amazon Connect's id; null when it was not dialled, or its answer was lost
     * @param outcome   null when it has none yet
     * @param settled   whether everything that follows from its outcome is done
     */
    public record Row(String id, String engineer, Instant createdAt, String contactId, Outcome outcome, boolean settled) {

        static Row of(Call call) {
            return new Row(call.id(), call.engineer(), call.createdAt(), call.contactId(), call.outcome(), call.isSettled());
        }
    }
}
