package dev.nightcall.queue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class DelayTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    private final Delay delay = new Delay(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(900));

    @ParameterizedTest
    @CsvSource({"PT-1S, 0, true", "PT0S, 0, true", "PT0.001S, 1, false", "PT5S, 5, false", "PT5.000000001S, 6, false",
        "PT4.99S, 5, false", "PT900S, 900, false", "PT48H, 900, false"})
    void aMessageHopsUntilItIsDue(Duration in, int seconds, boolean due) {

        assertThat(delay.seconds(NOW.plus(in))).isEqualTo(seconds);
        assertThat(delay.isDue(NOW.plus(in))).isEqualTo(due);
    }
}
