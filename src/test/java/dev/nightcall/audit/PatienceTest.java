package dev.nightcall.audit;

import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Proof;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What is late only because nobody can be phoned is not overdue. */
class PatienceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private final Patience patience = new Patience(Duration.ofMinutes(5), Duration.ofMinutes(10));

    @Test
    void telephonesAreLateWhileAnOutageLastsAndUntilTheGraceAfterItsEndIsOver() {
        assertThat(patience.isForOutage(Optional.of(outage(null, NOW.plusSeconds(30))), NOW)).isTrue();
        assertThat(patience.isForOutage(Optional.of(outage(NOW.minusSeconds(299), NOW.minusSeconds(299))), NOW)).isTrue();
    }

    @Test
    void theyAreOverdueWithoutOneLongAfterItAndWhenNobodyTriesToEndIt() {
        assertThat(patience.isForOutage(Optional.empty(), NOW)).isFalse();
        assertThat(patience.isForOutage(Optional.of(outage(NOW.minusSeconds(301), NOW.minusSeconds(301))), NOW)).isFalse();
        assertThat(patience.isForOutage(Optional.of(outage(null, NOW.minusSeconds(300))), NOW)).isFalse();
    }

    private static PhoneOutage outage(Instant ended, Instant nextTry) {
        return new PhoneOutage(NOW.minusSeconds(3600), ended, "403 X", null, Proof.CONTACT, 1, nextTry);
    }
}
