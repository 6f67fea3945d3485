package dev.nightcall.core;

import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What becomes of a call that is about to be dialled. */
public sealed interface Attempt {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T withdrawn(Withdrawn withdrawn);

        T nobodyThere(NobodyThere nobody);

        T dials(Dials dials);
    }

    /**
     * It is asked just before: a line may have been busy until all was taken, or until the office closed.
     *
     * @param agenda what it is about; the round of the oldest counts
     */
    static Attempt of(Agenda agenda, OnCall plan, String engineer, Instant now) {
        if (agenda.isEmpty()) {
            return new Withdrawn();
        }
        Agenda.Item oldest = agenda.needed().get(0);
        return on(plan, engineer, oldest.incident().at(oldest.request().position()).round(), now, ringLimit(agenda));
    }

    /** Of the phones that are called now, the first one in the first round, the second one in the second, and so on. */
    static Attempt on(OnCall plan, String engineer, int round, Instant now, Duration ringLimit) {
        Optional<Phone> phone = plan.engineer(engineer).flatMap(found -> found.phone(round, now));
        return phone.<Attempt>map(found -> new Dials(found.number(), ringLimit))
                .orElseGet(() -> new NobodyThere(plan.engineer(engineer).flatMap(found -> found.unreachable(now))
                        .orElse("no telephone number in oncall.yaml")));
    }

    /** The shortest of what the incidents' policies say; null when none says anything. */
    private static Duration ringLimit(Agenda agenda) {
        return agenda.needed().stream().map(item -> item.incident().policy().ringLimit()).filter(Objects::nonNull)
                .min(Comparator.naturalOrder()).orElse(null);
    }

    /** Nothing is left to call about. */
    record Withdrawn() implements Attempt {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.withdrawn(this);
        }
    }

    /** The engineer cannot be phoned now. @param reason as {@code on leave until 2026-12-05} */
    record NobodyThere(String reason) implements Attempt {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.nobodyThere(this);
        }
    }

    /**
     * A telephone is to ring.
     *
     * @param number    in E.164
     * @param ringLimit for how long; null when no policy says anything
     */
    record Dials(String number, Duration ringLimit) implements Attempt {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.dials(this);
        }
    }
}
