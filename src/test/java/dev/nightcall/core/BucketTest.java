package dev.nightcall.core;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Connect's quota of 2 per second with a burst of 5, of which two are kept back. */
class BucketTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final int BURST = 5;

    private final SettableClock clock = new SettableClock(NOW);
    private final Bucket bucket = Bucket.ofDials(2, BURST);
    private Instant full;
    private final List<Instant> taken = new ArrayList<>();

    @Test
    void aFullBucketGivesItsBurstButTwoAndThenTwoPerSecond() {
        int atOnce = 0;
        while (take(Duration.ZERO)) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(BURST - 2);
        assertThat(bucket.until(full, clock.instant(), 0)).isEqualTo(Duration.ofMillis(500));

        takeFor(Duration.ofSeconds(60), Duration.ofMillis(10), 0);

        assertThat(taken).hasSize(BURST - 2 + 120);
    }

    @Test
    void anythingThatWaitsToGoFirstIsLeftAToken() {
        while (bucket.until(full, clock.instant(), 1).isZero()) {
            take(Duration.ZERO);
        }
        assertThat(taken).hasSize(BURST - 3);
        assertThat(take(Duration.ZERO)).as("the last one").isTrue();
        assertThat(bucket.until(full, clock.instant(), 1)).isEqualTo(Duration.ofSeconds(1));
    }

    /** However late those are who wait, what they missed is made up for, within the burst. */
    @Test
    void nothingOfTheRateIsLostToThoseWhoWakeUpLate() {
        takeFor(Duration.ofSeconds(600), Duration.ofMillis(700), 0);

        assertThat(taken).hasSizeBetween((int) (600 * 2 * 0.95), 600 * 2 + BURST);
    }

    /** Clocks that differ, and ways to Connect that do, by 900 ms together: Connect never sees more than it allows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void clocksThatDifferALittleDoNotExceedTheQuota(int replicas) {
        takeFor(Duration.ofSeconds(300), Duration.ofMillis(10), replicas);

        Random way = new Random(1);
        List<Instant> arrived = taken.stream().map(at -> at.plusMillis(way.nextInt(700))).sorted().toList();
        assertThat(arrived).hasSizeGreaterThan((int) (300 * 2 * 0.95));
        double tokens = BURST;
        for (int n = 0; n < arrived.size(); n++) {
            if (n > 0) {
                tokens = Math.min(BURST, tokens + Duration.between(arrived.get(n - 1), arrived.get(n)).toNanos() * 2e-9);
            }
            tokens -= 1;
            assertThat(tokens).as("tokens at Connect after request %d", n).isGreaterThan(-1e-6);
        }
    }

    @Test
    void aClockThatIsAnHourAheadDoesNotStopTheOthersForAnHour() {
        full = bucket.take(full, NOW.plus(Duration.ofHours(1)));

        takeFor(Duration.ofSeconds(60), Duration.ofMillis(10), 0);

        assertThat(taken).hasSizeBetween(118, 120 + BURST);
    }

    /** @param replicas how many take turns, with clocks that are up to 200 ms ahead */
    private void takeFor(Duration time, Duration every, int replicas) {
        Instant end = clock.instant().plus(time);
        for (int n = 0; clock.instant().isBefore(end); n++) {
            clock.advance(every);
            while (take(replicas == 0 ? Duration.ZERO : Duration.ofMillis(200L * (n % replicas) / replicas))) {
                n++;
            }
        }
    }

    private boolean take(Duration ahead) {
        Instant now = clock.instant().plus(ahead);
        if (!bucket.until(full, now, 0).isZero()) {
            return false;
        }
        full = bucket.take(full, now);
        taken.add(clock.instant());
        return true;
    }
}
