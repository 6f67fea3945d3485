package dev.nightcall.night;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How long a stop takes, from SIGTERM to the end of the process. */
@Tag("quiet")
@ExtendWith(Cloud.Extension.class)
class StopTest {

    private static final Plan PLAN = new Plan().system("system", 1);

    @Test
    void withNothingUnderWayItTakesThreeSecondsAtMost(Cloud cloud) throws Exception {
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of("nightcall.sqs.wait", "20s"))) {
            Process process = night.startProcess();
            await().until(() -> night.management().send("GET", "/health/ready", null).status() == 200);
            long begin = System.nanoTime();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(143);
        }
    }
}
