package dev.nightcall.core;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits for a telephone only because nobody can be phoned is not late. */
class PhoneOutageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Duration TIME = Duration.ofMinutes(5);

    @Test
    void anOutageIsAnExcuseWhileItIsSeenToLastAndUntilTheTimeAfterItsEndIsOver() {
        assertThat(outage(null, NOW.plusSeconds(30)).excuses(NOW, TIME)).isTrue();
        assertThat(outage(NOW, NOW).excuses(NOW, TIME)).isTrue();
        assertThat(outage(NOW.minusSeconds(299), NOW.minusSeconds(299)).excuses(NOW, TIME)).isTrue();
    }

    @Test
    void itIsNoneLongAfterItsEndNorWhenNobodyTriesToEndIt() {
        assertThat(outage(NOW.minusSeconds(301), NOW.minusSeconds(301)).excuses(NOW, TIME)).isFalse();
        assertThat(outage(null, NOW.minusSeconds(300)).excuses(NOW, TIME)).isFalse();
    }

    /** As for whoever is asked: they have the time of their step, and not a moment more. */
    @Test
    void thatTimeIsOverAtItsEnd() {
        assertThat(outage(NOW.minus(TIME), NOW.minus(TIME)).excuses(NOW, TIME)).isFalse();
    }

    /** Nobody could try while nobody ran. */
    @Test
    void afterAStartThereIsTimeToTryAgain() {
        assertThat(outage(null, NOW.minusSeconds(300)).triedFrom(NOW.minusSeconds(60)).excuses(NOW, TIME)).isTrue();
    }

    private static PhoneOutage outage(Instant ended, Instant nextTry) {
        return new PhoneOutage(NOW.minusSeconds(3600), ended, "403 X", null, Proof.CONTACT, 1, nextTry);
    }
}
