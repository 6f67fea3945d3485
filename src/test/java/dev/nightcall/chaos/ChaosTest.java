package dev.nightcall.chaos;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/** Half a minute of chaos, and what follows: every promise is kept. A longer run is a program, {@link Chaos}. */
@Tag("quiet")
class ChaosTest {

    @Test
    void everyPromiseIsKept() throws Exception {
        Report report = new Chaos(Options.of("--minutes", "0.5", "--seed", "42", "--replicas", "2"),
                Path.of("target", "chaos"), Clock.systemUTC()).run();

        assertThat(report.violations()).isEmpty();
        assertThat(report.accepted()).isGreaterThan(5);
        assertThat(report.kills()).isPositive();
        assertThat(report.contacts()).isPositive();
    }
}
