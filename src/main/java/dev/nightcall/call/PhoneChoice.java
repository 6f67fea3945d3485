package dev.nightcall.call;

import dev.nightcall.core.Incident;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Phone;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Which of an engineer's phones is dialled. It is asked just before: a line may have been busy until the office closed. */
public final class PhoneChoice {

    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public PhoneChoice(Supplier<OnCall> onCall, Clock clock) {
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * A number, or why there is none.
     *
     * @param number in E.164; null if there is none
     * @param reason null if there is a number
     */
    public record Choice(String number, String reason) {
    }

    /**
     * Of the phones that are called now, the first one in the first round, the second one in the second, and so on.
     *
     * @param incident whose round counts
     * @param position at which the engineer was asked for
     */
    Choice choose(String engineer, Incident incident, long position) {
        return choose(onCall.get(), engineer, incident.at(position).round(), clock.instant());
    }

    /** The same for whoever knows the round, from 1. */
    public static Choice choose(OnCall plan, String engineer, int round, Instant at) {
        Optional<Phone> phone = plan.engineer(engineer).flatMap(found -> found.phone(round, at));
        return phone.map(found -> new Choice(found.number(), null)).orElseGet(() -> new Choice(null, plan.engineer(engineer)
                .flatMap(found -> found.unreachable(at)).orElse("no telephone number in oncall.yaml")));
    }
}
