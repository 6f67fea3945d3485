package dev.nightcall.local.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A percentile is a value that was measured: the smallest that so many of them do not exceed. */
class PercentilesTest {

    @ParameterizedTest
    @CsvSource({"1,1", "50,50", "50.5,51", "99,99", "99.1,100", "100,100"})
    void ofAHundredThePercentIsTheRank(double percent, double value) {
        assertThat(new Percentiles(IntStream.rangeClosed(1, 100).map(i -> 101 - i).boxed().toList()).at(percent))
                .isEqualTo(value);
    }

    @Test
    void ofFewItIsOneOfThem() {
        Percentiles three = new Percentiles(List.of(7.5, 1.5, 3.5));

        assertThat(three.at(0)).isEqualTo(1.5);
        assertThat(three.at(50)).isEqualTo(3.5);
        assertThat(three.at(99)).isEqualTo(7.5);
        assertThat(three.count()).isEqualTo(3);
    }

    @Test
    void ofNoneItIsNoNumber() {
        assertThat(new Percentiles(List.<Double>of()).at(50)).isNaN();
    }
}
