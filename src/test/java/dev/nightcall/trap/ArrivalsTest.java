package dev.nightcall.trap;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00.123456Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final Arrivals arrivals = new Arrivals(clock);

    @Test
    void noTwoAreOfTheSameTime() {
        assertThat(arrivals.next()).isEqualTo(NOW);
        assertThat(arrivals.next()).isEqualTo(NOW.plusNanos(1_000));
        clock.advance(Duration.ofMillis(-5));
        assertThat(arrivals.next()).isEqualTo(NOW.plusNanos(2_000));
        clock.advance(Duration.ofSeconds(1));
        assertThat(arrivals.next()).isEqualTo(clock.instant());
    }

    /** What comes now would for ten minutes be newer than what other doors say after it. */
    @Test
    void aClockThatWasAheadAndIsSetRightIsBelieved() {
        arrivals.next();
        clock.advance(Duration.ofMinutes(-10));

        assertThat(arrivals.next()).isEqualTo(NOW.minus(Duration.ofMinutes(10)));
        assertThat(arrivals.next()).isEqualTo(NOW.minus(Duration.ofMinutes(10)).plusNanos(1_000));
    }
}
