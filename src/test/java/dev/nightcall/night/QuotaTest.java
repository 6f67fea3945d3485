package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.incident.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** More engineers to call at once than Connect allows: they are called one after the other, and Connect never refuses. */
@ExtendWith(Cloud.Extension.class)
class QuotaTest {

    private static final int CONCURRENT = 3;

    @Test
    void neitherTheRateNorTheConcurrentCallsAreExceeded(Cloud cloud) throws Exception {
        List<String> systems = IntStream.range(0, 10).mapToObj(i -> "quota" + i).toList();
        Plan plan = new Plan();
        systems.forEach(system -> plan.system(system, 1, "groupWait: 1s, rounds: 1, pause: 1m"));
        try (Night night = Night.begins(cloud, plan.yaml(), Map.of("nightcall.connect.concurrent-calls", "" + CONCURRENT))) {
            night.connect().put("/settings", Map.of("concurrentCalls", CONCURRENT));
            systems.forEach(system -> night.phone(plan.phone(system, 1)).answers("1", "1"));

            night.door().post("/alerts", systems.stream()
                    .map(system -> Map.of("system", system, "host", "host", "service", "service")).toList());

            systems.forEach(system -> night.awaitIncident(system, Duration.ofSeconds(60), i -> i.status() == Status.ACKNOWLEDGED));
            JsonNode requests = night.connect().get("/requests");
            assertThat(requests.path("StartOutboundVoiceContact").toString()).isEqualTo("{\"200\":" + systems.size() + "}");
            assertThat(requests.path("DescribeContact").toString()).doesNotContain("429");
            assertThat(systems).anySatisfy(system -> assertThat(night.events(night.incident(system).orElseThrow().id()))
                    .anyMatch(event -> event.startsWith("call-waits: all 3 calls")));
        }
    }
}
