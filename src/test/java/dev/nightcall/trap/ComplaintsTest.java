package dev.nightcall.trap;

import java.time.Instant;
import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class ComplaintsTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:43:00Z"));
    private final Complaints complaints = new Complaints(clock);

    @Test
    void oneOfAKindFromAnAddressInTenMinutes() {
        assertThat(complaints.isDue(Refusal.COMMUNITY, "192.0.2.1")).isTrue();
        assertThat(complaints.isDue(Refusal.COMMUNITY, "192.0.2.1")).isFalse();
        assertThat(complaints.isDue(Refusal.COMMUNITY, "192.0.2.2")).isTrue();
        assertThat(complaints.isDue(Refusal.USER, "192.0.2.1")).isTrue();

        clock.advance(Duration.ofMinutes(10));
        assertThat(complaints.isDue(Refusal.COMMUNITY, "192.0.2.1")).isTrue();
    }
}
