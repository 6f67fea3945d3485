package dev.nightcall.outage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What the answers to dials, one after the other, show of whether anybody can be phoned. */
class DialStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final DialState.Limits LIMITS =
            new DialState.Limits(Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(60));
    private static final String SATO = "+819000000001";
    private static final String SUZUKI = "+819000000002";

    @Test
    void whoRefusesEverybodyBeginsAnOutageAtOnceThatIsTriedAfterAPause() {
        DialState refused = DialState.WELL.refused("403 ExpiredToken", "the AWS credentials", NOW, LIMITS);
        assertThat(refused.outage()).isEqualTo(new PhoneOutage(NOW, null, "403 ExpiredToken", "the AWS credentials", 0, at(5)));
        assertThat(refused.told()).isFalse();
        assertThat(refused.outage().text()).isEqualTo(
                "nobody can be phoned since 2026-11-22T18:10:00Z: 403 ExpiredToken; to be mended: the AWS credentials");
    }

    @Test
    void itIsOneOutageWhateverIsRefusedMeanwhileAndSaysWhatWasRefusedLast() {
        DialState refused = DialState.WELL.refused("403 ExpiredToken", "the AWS credentials", NOW, LIMITS).withAllTold()
                .refused("404 ResourceNotFoundException", "the flow", at(30), LIMITS);
        assertThat(refused.outage()).isEqualTo(new PhoneOutage(NOW, null, "404 ResourceNotFoundException", "the flow", 0, at(5)));
        assertThat(refused.told()).isTrue();
        assertThat(refused.lost("", at(31), LIMITS).busy("", false, at(32), LIMITS).refusedPerhaps("x", SATO, at(33), LIMITS)
                .outage().since()).isEqualTo(NOW);
    }

    @Test
    void triesAreFurtherAndFurtherApart() {
        DialState state = DialState.WELL.refused("403 X", null, NOW, LIMITS);
        assertThat(state.isToBeTried(at(4))).isFalse();
        for (int pause : new int[] {10, 20, 40, 60, 60, 60}) {
            Instant now = state.outage().nextTry();
            assertThat(state.isToBeTried(now)).isTrue();
            state = state.trying(now, LIMITS);
            assertThat(state.isToBeTried(now)).as("by another one").isFalse();
            assertThat(state.outage().nextTry()).isEqualTo(now.plusSeconds(pause));
        }
    }

    @Test
    void onlyAContactEndsIt() {
        DialState held = DialState.WELL.refused("403 X", null, NOW, LIMITS).withAllTold();
        assertThat(held.answered().isHeld()).isTrue();
        DialState over = held.dialled(at(90));
        assertThat(over.isHeld()).isFalse();
        assertThat(over.outage().ended()).isEqualTo(at(90));
        assertThat(over.told()).as("of the end").isFalse();
        assertThat(over.withAllTold().refused("403 Y", null, at(100), LIMITS).outage().since()).isEqualTo(at(100));
    }

    @Test
    void theSameAmbiguousRefusalOfTwoNumbersIsOfEverybody() {
        DialState once = DialState.WELL.refusedPerhaps("400 InvalidRequestException", SATO, NOW, LIMITS);
        assertThat(once.isHeld()).isFalse();
        assertThat(once.refusedPerhaps("400 InvalidRequestException", SATO, at(5), LIMITS).isHeld()).as("same number").isFalse();
        assertThat(once.refusedPerhaps("403 Other", SUZUKI, at(5), LIMITS).isHeld()).as("another refusal").isFalse();
        assertThat(once.dialled(at(3)).refusedPerhaps("400 InvalidRequestException", SUZUKI, at(5), LIMITS).isHeld())
                .as("somebody was phoned in between").isFalse();
        assertThat(once.refusedPerhaps("400 InvalidRequestException", SUZUKI, at(5), LIMITS).isHeld()).isTrue();
    }

    @Test
    void threeLostAnswersRunning() {
        DialState two = DialState.WELL.lost("504", NOW, LIMITS).lost("504", at(1), LIMITS);
        assertThat(two.isHeld()).isFalse();
        assertThat(two.dialled(at(2)).lost("504", at(3), LIMITS).isHeld()).isFalse();
        assertThat(two.answered().lost("504", at(3), LIMITS).isHeld()).isFalse();
        assertThat(two.busy("429", false, at(2), LIMITS).lost("504", at(3), LIMITS).isHeld()).as("busy is no answer").isTrue();
        assertThat(two.lost("504", at(3), LIMITS).outage().reason()).isEqualTo("3 answers running were lost, the last: 504");
    }

    @Test
    void tooBusyForAMinuteWhileNoCallIsInFlight() {
        DialState state = DialState.WELL;
        for (int second = 0; second < 60; second += 8) {
            state = state.busy("429 LimitExceededException", false, at(second), LIMITS);
            assertThat(state.isHeld()).isFalse();
        }
        assertThat(state.busy("429 LimitExceededException", true, at(61), LIMITS).isHeld()).as("a call is in flight").isFalse();
        assertThat(state.dialled(at(58)).busy("429", false, at(61), LIMITS).isHeld()).as("one was dialled").isFalse();
        assertThat(state.busy("429", false, at(600), LIMITS).isHeld()).as("nobody asked in between").isFalse();
        assertThat(state.busy("429 LimitExceededException", false, at(61), LIMITS).outage().reason())
                .isEqualTo("429 LimitExceededException for 60 s, and no call is in flight");
    }

    @Test
    void anOutageThatNobodyTriesToEndIsNotSeenToLast() {
        PhoneOutage outage = DialState.WELL.refused("403 X", null, NOW, LIMITS).outage();
        assertThat(outage.isSeenToLast(at(120))).isTrue();
        assertThat(outage.isSeenToLast(at(126))).isFalse();
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }
}
