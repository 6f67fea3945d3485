package dev.nightcall.call;

import dev.nightcall.incident.Incidents;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Phone;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Which of an engineer's phones is dialled. It is asked just before: a line may have been busy until the office closed. */
public final class PhoneChoice {

    private final Supplier<OnCall> onCall;
    private final Incidents incidents;
    private final Clock clock;

    public PhoneChoice(Supplier<OnCall> onCall, Incidents incidents, Clock clock) {
        this.onCall = onCall;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * A number, or why there is none.
     *
     * @param number in E.164; null if there is none
     * @param reason null if there is a number
     */
    record Choice(String number, String reason) {
    }

    /**
     * Of the phones that are called now, the first one in the first round, the second one in the second, and so on.
     *
     * @param request the incident whose round counts
     */
    Choice choose(String engineer, Request request) {
        int round = incidents.find(request.incident())
                .map(incident -> incident.at(request.position()).round()).orElse(1);
        return choose(onCall.get(), engineer, round, clock.instant());
    }

    static Choice choose(OnCall plan, String engineer, int round, Instant at) {
        Optional<Phone> phone = plan.engineer(engineer).flatMap(found -> found.phone(round, at));
        return phone.map(found -> new Choice(found.number(), null)).orElseGet(() -> new Choice(null, plan.engineer(engineer)
                .flatMap(found -> found.unreachable(at)).orElse("no telephone number in oncall.yaml")));
    }
}
