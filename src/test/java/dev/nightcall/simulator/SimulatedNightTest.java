package dev.nightcall.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Nights by the thousand: in each the promises hold, whatever goes wrong. */
class SimulatedNightTest {

    private static final long SECONDS = Long.getLong("nightcall.simulator.seconds", 0);

    /** In which something broke once. */
    @ParameterizedTest
    @ValueSource(longs = {13, 167, 172, 178, 1367, 1519, 10397})
    void nightsThatWereBroken(long seed) {
        keeps(seed);
    }

    @Test
    void theFirstNights() {
        LongStream.rangeClosed(1, 250).forEach(SimulatedNightTest::keeps);
    }

    @Test
    void nightsInWhichMailsComeLateAndTwice() {
        LongStream.rangeClosed(1, 150).mapToObj(Scenario::withMails).forEach(SimulatedNightTest::keeps);
    }

    /** For as long as is asked for, others each time; the seed of one that is broken is told. */
    @Test
    void nightsThatNobodyHasSeen() {
        long first = Long.getLong("nightcall.simulator.seed", System.nanoTime());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (long seed = first; System.nanoTime() < end; seed++) {
            keeps(seed);
        }
    }

    private static void keeps(long seed) {
        keeps(Scenario.of(seed));
    }

    private static void keeps(Scenario scenario) {
        if (!new SimulatedNight(scenario).broken().isEmpty()) {
            Scenario shortest = scenario.shortest();
            SimulatedNight night = new SimulatedNight(shortest);
            assertThat(night.broken()).as("%s%n%s", shortest, String.join("\n", night.history())).isEmpty();
        }
    }
}
