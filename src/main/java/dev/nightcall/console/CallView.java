package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.call.Call;
import dev.nightcall.call.Outcome;
import dev.nightcall.call.PhoneNumber;

import java.time.Instant;
import java.util.List;

/** A call as the API shows it: the number masked; what is not known, or not yet, is null. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CallView(String id, String engineer, String number, List<String> incidents, String contactId, int checkFlag,
                String disconReason, Outcome outcome, Instant createdAt, Instant dialledAt, Instant answeredAt,
                Instant endedAt, Instant settledAt) {

    static CallView of(Call call) {
        return new CallView(call.id(), call.engineer(), PhoneNumber.masked(call.number()), call.incidents(),
                call.contactId(), call.checkFlag(), call.disconReason(), call.outcome(), call.createdAt(),
                call.dialledAt(), call.answeredAt(), call.endedAt(), call.settledAt());
    }
}
