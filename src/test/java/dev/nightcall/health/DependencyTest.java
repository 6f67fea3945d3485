package dev.nightcall.health;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nightcall.SettableClock;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log and health say of something that Nightcall needs. */
class DependencyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Dependency.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ClockWatch watch = new ClockWatch(new SettableClock(NOW), Duration.ofSeconds(20));
    private final Dependency clock = new Probes(new Meters(new SimpleMeterRegistry(), new SettableClock(NOW))).clock(watch);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void aSkewThatChangesBySecondsIsSaidAtItsBeginAndItsEnd() {
        compare(0);
        clock.look();
        for (int behind = 600; behind < 620; behind++) {
            compare(-behind);
            clock.look();
        }
        assertThat(clock.call().getMessage().orElseThrow()).contains("this clock is 619 s behind AWS's");
        assertThat(clock.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        compare(0);
        clock.look();

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("clock: all is well",
                "clock: nothing new is begun until this clock is right again", "clock: all is well");
    }

    @Test
    void whatIsNoteworthyOnlyIsKnownWhileItIsUp() {
        compare(8);
        clock.look();

        assertThat(clock.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(clock.call().getMessage()).hasValue("this clock is 7 s ahead of AWS's");
    }

    private void compare(int ahead) {
        for (int i = 0; i < 5; i++) {
            watch.compare(NOW.plusSeconds(ahead), NOW.plusSeconds(ahead), NOW);
        }
    }
}
