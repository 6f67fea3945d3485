package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {

    private static final Policy POLICY = new Policy("p", Duration.ofSeconds(5), Duration.ofMinutes(60), 2, Duration.ofMinutes(10),
            List.of(new Step(List.of("call:a"), Duration.ofMinutes(1)), new Step(List.of("call:b"), Duration.ofMinutes(2)),
                    new Step(List.of("call:c"), Duration.ofMinutes(3))), List.of("direct:fallback"));

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, '',              PT5S",
        "1, 1, 1, call:a,          PT1M",
        "3, 1, 3, call:c,          PT3M",
        "4, 2, 1, call:a,          PT1M",
        "6, 2, 3, call:c,          PT3M",
        "7, 2, 4, direct:fallback, PT10M",
        "8, 1, 1, call:a,          PT1M",
        "14, 2, 4, direct:fallback, PT10M",
        "15, 1, 1, call:a,         PT1M",
    })
    void positionsGoThroughStepsAndRoundsAndStartOver(long number, int round, int step, String recipient, Duration wait) {
        Position position = Position.of(POLICY, number);

        assertThat(position.round()).isEqualTo(round);
        assertThat(position.step()).isEqualTo(step);
        assertThat(String.join(",", position.recipients())).isEqualTo(recipient);
        assertThat(position.waitTime()).isEqualTo(wait);
        assertThat(position.isFallback(POLICY)).isEqualTo(step == 4);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 8", "6, 8", "7, 8", "8, 15", "14, 15"})
    void afterAnAcknowledgementTheRoundsStartOver(long number, long start) {
        assertThat(Position.startAfter(POLICY, number)).isEqualTo(start);
    }

    @Test
    void aPolicyOfOneStepAndOneRoundHasAFallbackAfterEachStep() {
        Policy small = new Policy("p", Duration.ZERO, Duration.ofMinutes(1), 1, Duration.ofMinutes(1),
                List.of(new Step(List.of("call:a"), Duration.ofMinutes(1))), List.of());

        assertThat(Position.of(small, 1).isFallback(small)).isFalse();
        assertThat(Position.of(small, 2).isFallback(small)).isTrue();
        assertThat(Position.of(small, 3).isFallback(small)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1, 'call:a,direct:x'",
        "2, 1, 1, 2, call:a",
        "3, 1, 2, 1, direct:y",
        "4, 1, 3, 1, call:b",
        "6, 1, 3, 3, call:b",
        "7, 2, 1, 1, 'call:a,direct:x'",
        "12, 2, 3, 3, call:b",
        "13, 2, 4, 1, ''",
        "14, 1, 1, 1, 'call:a,direct:x'",
    })
    void aStepIsTakenAsOftenAsItSaysAndTellsItsChannelsOnce(long number, int round, int step, int attempt, String recipients) {
        Policy policy = new Policy("p", Duration.ZERO, Duration.ofMinutes(1), 2, Duration.ofMinutes(1),
                List.of(new Step(List.of("call:a", "direct:x"), 2, Duration.ofMinutes(1)),
                        new Step(List.of("direct:y"), 5, Duration.ofMinutes(1)),
                        new Step(List.of("call:b"), 3, Duration.ofMinutes(1))), List.of());

        Position position = Position.of(policy, number);

        assertThat(List.of(position.round(), position.step(), position.attempt())).containsExactly(round, step, attempt);
        assertThat(String.join(",", position.recipients())).isEqualTo(recipients);
    }

    @Test
    void positionsGoOnWhereThePolicyIsAnother() {
        Incident opened = Incident.opened("i", "g", POLICY, Severity.ERROR, "a", Instant.EPOCH);
        Incident startedOver = new Incident("i", "g", Status.OPEN, 5, POLICY, 5, Severity.CRITICAL, "b", 0, null, Instant.EPOCH,
                "a", Instant.EPOCH, 5, Set.of(), Set.of(), Set.of(), 0, null, null, null, null, News.NONE, null, null);

        assertThat(opened.at(1).step()).isEqualTo(1);
        assertThat(startedOver.at(5).step()).isZero();
        assertThat(startedOver.at(6).number()).isEqualTo(6);
        assertThat(startedOver.at(6).step()).isEqualTo(1);
        assertThat(startedOver.startAfter()).isEqualTo(6);
    }
}
