package dev.nightcall.health;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

/** A look is a request to AWS: often for who reads, seldom for nobody. */
class ReadershipTest {

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Readership readership = new Readership(Duration.ofSeconds(30), new Clock() {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void itIsLookedAtOnceAtTheStart() {
        assertThat(readership.dependencies().isDue()).isTrue();
        assertThat(readership.dependencies().isDue()).isFalse();
        assertThat(readership.incidents().isDue()).isTrue();
        assertThat(readership.lines().isDue()).isTrue();
    }

    @Test
    void unreadItIsLookedAtSeldom() {
        readership.dependencies().isDue();
        now = now.plusMillis(29_999);
        assertThat(readership.dependencies().isDue()).isFalse();
        now = now.plusMillis(1);
        assertThat(readership.dependencies().isDue()).isTrue();
        assertThat(readership.dependencies().isDue()).isFalse();
    }

    @Test
    void whoReadsHealthIsToldOfDependenciesAtTheNextTurn() {
        looked();
        readership.health();
        assertThat(readership.dependencies().isDue()).isTrue();
        assertThat(readership.dependencies().isDue()).as("once for each reading").isFalse();
        assertThat(readership.incidents().isDue()).isFalse();
        assertThat(readership.lines().isDue()).isFalse();
    }

    @Test
    void whoReadsMetricsIsToldOfAll() {
        looked();
        readership.metrics();
        assertThat(readership.dependencies().isDue()).isTrue();
        assertThat(readership.incidents().isDue()).isTrue();
        assertThat(readership.lines().isDue()).isTrue();
    }

    private void looked() {
        readership.dependencies().isDue();
        readership.incidents().isDue();
        readership.lines().isDue();
    }
}
