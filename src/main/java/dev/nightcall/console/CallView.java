package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.call.PhoneNumber;
import dev.nightcall.core.Call;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Request;
import dev.nightcall.tables.LineTable;

import java.time.Instant;
import java.util.List;

/**
 * A call as the API shows it: the number masked; what is not known, or not yet, is null.
 *
 * @param incidents     of a call about very many only some
 * @param incidentCount about how many incidents it is; 0 until it is dialled
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CallView(String id, String engineer, String number, List<String> incidents, int incidentCount, String contactId,
                int checkFlag, String disconReason, Outcome outcome, Instant createdAt, Instant dialledAt, Instant answeredAt,
                Instant endedAt, Instant settledAt) {

    private static final int MOST_INCIDENTS = 100;

    static CallView of(Call call, LineTable lines) {
        List<String> incidents = lines.requests(call).stream().map(Request::incident).limit(MOST_INCIDENTS).toList();
        return new CallView(call.id(), call.engineer(), PhoneNumber.masked(call.number()), incidents, call.size(),
                call.contactId(), call.checkFlag(), call.disconReason(), call.outcome(), call.createdAt(),
                call.dialledAt(), call.answeredAt(), call.endedAt(), call.settledAt());
    }
}
