package dev.nightcall.incident;

import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {

    private static final Policy POLICY = new Policy("p", Duration.ofSeconds(5), Duration.ofMinutes(60), 2, Duration.ofMinutes(10),
            List.of(new Step(List.of("call:a"), Duration.ofMinutes(1)), new Step(List.of("call:b"), Duration.ofMinutes(2)),
                    new Step(List.of("call:c"), Duration.ofMinutes(3))), List.of("direct:fallback"), null);

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
                List.of(new Step(List.of("call:a"), Duration.ofMinutes(1))), List.of(), null);

        assertThat(Position.of(small, 1).isFallback(small)).isFalse();
        assertThat(Position.of(small, 2).isFallback(small)).isTrue();
        assertThat(Position.of(small, 3).isFallback(small)).isFalse();
    }
}
