package dev.nightcall.outage;

import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Proof;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What the answers to dials, one after the other, show of whether anybody can be phoned. */
class DialStateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final DialState.Limits LIMITS =
            new DialState.Limits(Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(60),
                    Duration.ofSeconds(20));
    private static final String SATO = "+819000000001";
    private static final String SUZUKI = "+819000000002";

    @Test
    void whoRefusesEverybodyBeginsAnOutageAtOnceThatIsTriedAfterAPause() {
        DialState refused = DialState.WELL.refused("403 ExpiredToken", "the AWS credentials", Proof.ANSWER, NOW, LIMITS);
        assertThat(refused.outage()).isEqualTo(new PhoneOutage(NOW, null, "403 ExpiredToken", "the AWS credentials",
                Proof.ANSWER, 0, at(5)));
        assertThat(refused.outage().text()).isEqualTo(
                "nobody can be phoned since 2026-11-22T18:10:00Z: 403 ExpiredToken; to be mended: the AWS credentials");
    }

    @Test
    void itIsOneOutageWhateverIsRefusedMeanwhileAndSaysWhatWasRefusedLast() {
        DialState refused = DialState.WELL.refused("403 ExpiredToken", "the AWS credentials", Proof.ANSWER, NOW, LIMITS)
                .withAllTold()
                .refused("404 ResourceNotFoundException", "the flow", Proof.SET_UP, at(30), LIMITS);
        assertThat(refused.outage()).isEqualTo(new PhoneOutage(NOW, null, "404 ResourceNotFoundException", "the flow",
                Proof.SET_UP, 0, at(5)));
        assertThat(refused.told()).isTrue();
        assertThat(refused.lost("", at(31), LIMITS).busy("", Proof.CONTACT, false, at(32), LIMITS)
                .refusedPerhaps("x", SATO, at(33), LIMITS).outage().since()).isEqualTo(NOW);
    }

    @Test
    void triesAreFurtherAndFurtherApart() {
        DialState state = DialState.WELL.refused("403 X", null, Proof.CONTACT, NOW, LIMITS);
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
        DialState held = failed(failed(DialState.WELL.refused("403 X", null, Proof.CONTACT, NOW, LIMITS))).withAllTold();
        assertThat(held.answered().isHeld()).isTrue();
        DialState over = held.dialled(at(90));
        assertThat(over.isHeld()).isFalse();
        assertThat(over.outage().ended()).isEqualTo(at(90));
        assertThat(over.told()).as("of the end").isFalse();
        assertThat(over.withAllTold().refused("403 Y", null, Proof.CONTACT, at(100), LIMITS).outage().since()).isEqualTo(at(100));
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
        assertThat(two.busy("429", Proof.CONTACT, false, at(2), LIMITS).lost("504", at(3), LIMITS).isHeld())
                .as("busy is no answer").isTrue();
        assertThat(two.lost("504", at(3), LIMITS).outage().reason()).isEqualTo("3 answers running were lost, the last: 504");
    }

    @Test
    void tooBusyForAMinuteWhileNoCallIsInFlight() {
        DialState state = DialState.WELL;
        for (int second = 0; second < 60; second += 8) {
            state = state.busy("429 LimitExceededException", Proof.CONTACT, false, at(second), LIMITS);
            assertThat(state.isHeld()).isFalse();
        }
        assertThat(state.busy("429 LimitExceededException", Proof.CONTACT, true, at(61), LIMITS).isHeld())
                .as("a call is in flight").isFalse();
        assertThat(state.dialled(at(58)).busy("429", Proof.CONTACT, false, at(61), LIMITS).isHeld())
                .as("one was dialled").isFalse();
        assertThat(state.busy("429", Proof.CONTACT, false, at(600), LIMITS).isHeld()).as("nobody asked in between").isFalse();
        assertThat(state.busy("429 LimitExceededException", Proof.CONTACT, false, at(61), LIMITS).outage().reason())
                .isEqualTo("429 LimitExceededException for 60 s, and no call is in flight");
    }

    @Test
    void anOutageThatNobodyTriesToEndIsNotSeenToLast() {
        PhoneOutage outage = DialState.WELL.refused("403 X", null, Proof.CONTACT, NOW, LIMITS).outage();
        assertThat(outage.isSeenToLast(at(120))).isTrue();
        assertThat(outage.isSeenToLast(at(126))).isFalse();
    }

    /** One Nightcall whose own token has expired begins one with each of its dials, and the next one that tries ends it. */
    @Test
    void nothingIsToldBeforeTriesHaveFailed() {
        DialState refused = DialState.WELL.refused("403 ExpiredToken", "the AWS credentials", Proof.ANSWER, NOW, LIMITS);
        assertThat(refused).matches(DialState::isHeld).matches(state -> !state.isOut()).matches(DialState::told);
        assertThat(refused.refused("403 ExpiredToken", null, Proof.ANSWER, NOW, LIMITS)).as("dialled at the same moment")
                .matches(state -> !state.isOut());
        assertThat(failed(refused)).matches(state -> !state.isOut());
        assertThat(failed(refused).trying(at(30), LIMITS).dialled(at(31))).matches(state -> !state.isHeld())
                .as("nor its end").matches(DialState::told);
        DialState sure = failed(failed(refused));
        assertThat(sure).matches(DialState::isOut).matches(state -> !state.told());
        assertThat(failed(sure.withAllTold())).as("once").matches(DialState::told);
        assertThat(sure.withAllTold().dialled(at(90))).as("of the end").matches(state -> !state.told());
    }

    @Test
    void oneThatBeginsBeforeTheEndOfTheLastIsToldIsToldInstead() {
        DialState over = failed(failed(DialState.WELL.refused("403 X", null, Proof.CONTACT, NOW, LIMITS))).withAllTold()
                .dialled(at(90));
        assertThat(over.refused("403 X", null, Proof.CONTACT, at(91), LIMITS)).matches(DialState::isOut)
                .matches(state -> !state.told());
    }

    @Test
    void aTryThatIsLostOrBusyHasFailedAsWell() {
        DialState once = failed(DialState.WELL.refused("403 X", null, Proof.CONTACT, NOW, LIMITS)).trying(at(30), LIMITS);
        assertThat(once.lost("504", at(31), LIMITS)).matches(DialState::isOut);
        assertThat(once.busy("429", Proof.CONTACT, false, at(31), LIMITS)).matches(DialState::isOut);
    }

    @Test
    void whatHasBeenSeenOfSeveralIsToldAtOnce() {
        assertThat(DialState.WELL.lost("504", NOW, LIMITS).lost("504", at(1), LIMITS).lost("504", at(2), LIMITS))
                .matches(DialState::isOut).matches(state -> !state.told());
        assertThat(DialState.WELL.refusedPerhaps("400 X", SATO, NOW, LIMITS).refusedPerhaps("400 X", SUZUKI, at(1), LIMITS))
                .matches(DialState::isOut);
    }

    @Test
    void whenNoCallIsLeftToTryWhatConnectShowsEndsItIfThatProvesIt() {
        DialState flow = failed(failed(DialState.WELL.refused("404 X", "the flow", Proof.SET_UP, NOW, LIMITS)));
        Instant late = flow.outage().nextTry().plusSeconds(121);
        Set<Proof> all = Set.of(Proof.ANSWER, Proof.SET_UP);
        assertThat(flow.shown(all, late.minusSeconds(2))).as("while calls try").isEqualTo(flow);
        assertThat(flow.shown(Set.of(Proof.ANSWER), late)).as("the flow is still not there").isEqualTo(flow);
        assertThat(flow.shown(all, late)).matches(state -> !state.isHeld()).matches(state -> !state.told())
                .returns(late, state -> state.outage().ended());
        DialState right = DialState.WELL.refused("403 AccessDenied", "the right", Proof.CONTACT, NOW, LIMITS);
        assertThat(right.shown(all, late)).as("only a dial shows it").isEqualTo(right);
        assertThat(right.outage().text(late)).endsWith("no call is left to try with, so the next one tells whether it is mended");
        assertThat(DialState.WELL.shown(all, late)).isEqualTo(DialState.WELL);
    }

    private static DialState failed(DialState state) {
        return state.trying(state.outage().nextTry(), LIMITS)
                .refused("403 X", state.outage().setting(), state.outage().proof(), state.outage().nextTry(), LIMITS);
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }
}
