package dev.nightcall.telephone;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TransmissionTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final Transmission transmission = new Transmission(clock, clock.instant(), Duration.ofSeconds(5));

    @Test
    void itBeginsInTime() {
        clock.advance(Duration.ofSeconds(5));

        transmission.begin();

        assertThat(transmission.isBegun()).isTrue();
    }

    /** As when finding credentials takes long, or the process sleeps meanwhile. */
    @Test
    void itDoesNotBeginWhenItsTimeIsOver() {
        clock.advance(Duration.ofSeconds(6));

        assertThatThrownBy(transmission::begin).isInstanceOf(Transmission.TooLateException.class);
        assertThat(transmission.isBegun()).isFalse();
    }

    /** How long the process has slept cannot be told then. */
    @Test
    void itDoesNotBeginWhenTheClockHasGoneBack() {
        clock.advance(Duration.ofMinutes(-10));

        assertThatThrownBy(transmission::begin).isInstanceOf(Transmission.TooLateException.class);
        assertThat(transmission.isBegun()).isFalse();
    }
}
