package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.core.Status;
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

            systems.forEach(system -> night.awaitIncident(system, i -> i.status() == Status.ACKNOWLEDGED));
            JsonNode requests = night.connect().get("/requests");
            assertThat(requests.path("StartOutboundVoiceContact").toString()).isEqualTo("{\"200\":" + systems.size() + "}");
            assertThat(requests.path("DescribeContact").toString()).doesNotContain("429");
            assertThat(systems).anySatisfy(system -> assertThat(night.events(night.incident(system).orElseThrow().id()))
                    .anyMatch(event -> event.startsWith("call-waits: all 3 calls")));
        }
    }

    /** Looks at calls have a quota, too: those that end the ringing go before those that only may find something out. */
    @Test
    void tenPhonesThatNobodyAnswersStopRingingAtTheLimit(Cloud cloud) throws Exception {
        List<String> systems = IntStream.range(0, 10).mapToObj(i -> "ring" + i).toList();
        Plan plan = new Plan();
        systems.forEach(system -> plan.system(system, 1, "groupWait: 1s, rounds: 1, pause: 5m"));
        Duration limit = Duration.ofSeconds(10);
        try (Night night = Night.begins(cloud, plan.yaml(), Map.of("nightcall.call.ring-limit", limit.toSeconds() + "s"))) {
            systems.forEach(system -> night.phone(plan.phone(system, 1)).doesNotAnswer());

            night.door().post("/alerts", systems.stream()
                    .map(system -> Map.of("system", system, "host", "host", "service", "service")).toList());

            List<Phone.Conversation> calls = systems.stream()
                    .map(system -> night.phone(plan.phone(system, 1)).hangsUp()).toList();
            assertThat(calls).allSatisfy(call -> {
                assertThat(call.disconnectReason()).isEqualTo("TELECOM_ORIGINATOR_CANCEL");
                // Two seconds, and what a machine with other things to do needs.
                assertThat(Duration.between(call.startedAt(), call.endedAt())).isBetween(limit, limit.plusMillis(3500));
            });
            assertThat(night.connect().get("/requests").toString()).doesNotContain("429");
        }
    }

    @Test
    void twoNightcallsShareOneQuota(Cloud cloud) throws Exception {
        List<String> systems = IntStream.range(0, 16).mapToObj(i -> "share" + i).toList();
        Plan plan = new Plan();
        systems.forEach(system -> plan.system(system, 1, "groupWait: 1s, rounds: 1, pause: 5m"));
        try (Night night = Night.begins(cloud, plan.yaml(), Map.of("nightcall.connect.concurrent-calls", "" + CONCURRENT))) {
            night.connect().put("/settings", Map.of("concurrentCalls", CONCURRENT));
            night.startProcessBeside();
            systems.forEach(system -> night.phone(plan.phone(system, 1)).answers("1", "1"));

            night.door().post("/alerts", systems.stream()
                    .map(system -> Map.of("system", system, "host", "host", "service", "service")).toList());

            systems.forEach(system -> night.awaitIncident(system, Duration.ofSeconds(90), i -> i.status() == Status.ACKNOWLEDGED));
            assertThat(night.connect().get("/requests").path("StartOutboundVoiceContact").toString())
                    .isEqualTo("{\"200\":" + systems.size() + "}");
            new NoCallTwice(night, systems.stream().map(system -> plan.phone(system, 1)).toList()).check();
        }
    }
}
