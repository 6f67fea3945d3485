package dev.nightcall.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** What kinds of nights there are. */
enum NightKind {
    /** Of alerts, with people at a screen. */
    ALERTS(seed -> night(Scenario.of(seed), SimulatedNight::new, Scenario::shortest)),
    /** The same, where some monitors send mails. */
    MAILS(seed -> night(Scenario.withMails(seed), SimulatedNight::new, Scenario::shortest)),
    /** Short ones, each with faults of its own. */
    SHORT(seed -> night(Scenario.ofShort(seed), SimulatedNight::new, Scenario::shortest)),
    /** The shortest: two things at the same moment. */
    MEETINGS(seed -> night(seed, Meeting::new, UnaryOperator.identity())),
    /** From the alert to the telephone and back; of something new channels are told. */
    TELEPHONES(seed -> night(Plot.of(seed), PhonedNight::new, Plot::shortest)),
    /** The same, where whoever has an incident is phoned about what is new in it, and in some of them a clock is wrong. */
    HOLDERS(seed -> night(Plot.withHolders(seed), PhonedNight::new, Plot::shortest));

    private final LongFunction<Optional<String>> nights;

    NightKind(LongFunction<Optional<String>> nights) {
        this.nights = nights;
    }

    /** @return what is broken in the night with this seed, and the shortest history that shows it; empty when nothing is */
    Optional<String> broken(long seed) {
        return nights.apply(seed).map(text -> "night " + this + "/" + seed + "\n" + text);
    }

    private static <S> Optional<String> night(S scenario, Function<S, Night> nights,
                                              UnaryOperator<S> shortest) {
        if (nights.apply(scenario).broken().isEmpty()) {
            return Optional.empty();
        }
        S smaller = shortest.apply(scenario);
        Night night = nights.apply(smaller);
        return Optional.of(String.join("\n", List.of("broken: " + night.broken(), smaller.toString(),
                String.join("\n", night.history()))));
    }
}
