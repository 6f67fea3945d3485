package dev.nightcall;

import dev.nightcall.settings.Settings;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A wrong clock can be rehearsed. */
class ShiftedClockTest {

    @Test
    void theClockIsShiftedByTheSetting() {
        Instant before = Clock.systemUTC().instant();
        Instant shifted = clock("-10m").instant();
        Instant after = Clock.systemUTC().instant();

        assertThat(shifted.plus(Duration.ofMinutes(10))).isBetween(before, after);
    }

    private static Clock clock(String offset) {
        return Nightcall.clock(Settings.of(Map.of("nightcall.clock.offset", "0s"),
                Map.of("nightcall.clock.offset", offset), Map.of(), Map.of()));
    }
}
