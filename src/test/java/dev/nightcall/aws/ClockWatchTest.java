package dev.nightcall.aws;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A clock is compared with answers that are dated to the second and take their time. */
class ClockWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00.750Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(20);

    private final ClockWatch watch = new ClockWatch(new SettableClock(NOW), TOLERANCE);

    @ParameterizedTest
    @CsvSource({
        // ours is ahead by, an answer takes, at least so much is certain
        "0, 0, 0", "0, 1.9, 0", "0.2, 0, 0", "-0.2, 0, 0",
        "600, 0, 599.75", "600, 1, 598.75", "-600, 0, -599.25", "-600, 1, -599.25",
        "8, 0, 7.75", "-8, 0.4, -6.85",
    })
    void saysHowFarItIsWrongAtLeast(double ahead, double roundTrip, double least) {
        compare(3, seconds(ahead), seconds(roundTrip));

        assertThat(watch.skew()).isEqualTo(seconds(least));
    }

    @Test
    void fewAnswersProveNothing() {
        compare(2, Duration.ofHours(1), Duration.ZERO);
        assertThat(watch.isRight()).isTrue();

        compare(1, Duration.ofHours(1), Duration.ZERO);
        assertThat(watch.isRight()).isFalse();
    }

    @Test
    void oneThatDiffersFromTheOthersDoesNotCount() {
        compare(5, Duration.ZERO, Duration.ZERO);
        compare(2, Duration.ofDays(365), Duration.ZERO);

        assertThat(watch.isRight()).isTrue();
        assertThat(watch.skew()).isZero();
    }

    /** A receive that waits for messages would hide from others what they know. */
    @Test
    void whatTookLongIsNotCounted() {
        compare(3, seconds(-30), Duration.ZERO);
        compare(20, seconds(-30), Duration.ofSeconds(10));

        assertThat(watch.isRight()).isFalse();
    }

    @Test
    void aClockThatIsSetBackBetweenIsNotBelieved() {
        Instant dated = NOW.truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < 5; i++) {
            watch.compare(NOW.plusSeconds(600), NOW, dated);
        }

        assertThat(watch.skew()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"19, true", "21.3, false", "-19, true", "-21.3, false"})
    void beyondTheToleranceItIsWrong(double ahead, boolean right) {
        compare(5, seconds(ahead), Duration.ZERO);

        assertThat(watch.isRight()).isEqualTo(right);
    }

    @Test
    void itIsRightAgainOnlyWhenThatIsClear() {
        compare(5, seconds(25), Duration.ZERO);
        compare(5, seconds(18), Duration.ZERO);
        assertThat(watch.isRight()).as("at the edge").isFalse();

        compare(5, seconds(10), Duration.ZERO);
        assertThat(watch.isRight()).isTrue();
    }

    @Test
    void theProblemIsSaidInWords() {
        compare(3, seconds(-600), Duration.ZERO);

        assertThat(watch.problem()).isEqualTo("this clock is 599 s behind AWS's");
    }

    @Test
    void whatIsDatedWhileItIsWrongIsDatedByAws() {
        assertThat(watch.corrected().instant()).isEqualTo(NOW);
        compare(5, seconds(10), Duration.ZERO);
        assertThat(watch.corrected().instant()).as("noteworthy only").isEqualTo(NOW);

        compare(5, seconds(-600), Duration.ZERO);
        assertThat(watch.corrected().instant()).isEqualTo(NOW.plus(seconds(599.25)));
    }

    /** @param ahead how far this clock is ahead of the one that dates the answers, which does so when it is asked */
    private void compare(int times, Duration ahead, Duration roundTrip) {
        for (int i = 0; i < times; i++) {
            Instant sent = NOW.plus(ahead);
            watch.compare(sent, sent.plus(roundTrip), NOW.plus(roundTrip.dividedBy(2)).truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
