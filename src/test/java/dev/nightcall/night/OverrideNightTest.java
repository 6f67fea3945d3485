package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** "I take it instead of you", said to the API: the substitute's phone rings. */
@ExtendWith(Cloud.Extension.class)
class OverrideNightTest {

    private static final String SCHEDULE = """
            schedules:
              primary:
                layers: [{participants: [system-1], rotation: daily, start: 2020-01-01T09:00}]
            """;
    private static final String OVERRIDES = "/api/schedules/primary/overrides";

    private final Plan plan = new Plan().system("system", 2, "groupWait: 1s, rounds: 1, pause: 10m, reopenWithin: 0s",
            "{recipients: [\"call:primary\"], wait: 10m}");

    @Test
    void theSubstituteIsCalledOverARestartUntilTheOverrideEnds(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, plan.yaml() + SCHEDULE, Map.of())) {
            Phone original = night.phone(plan.phone("system", 1)).answers("1", "1");
            Phone substitute = night.phone(plan.phone("system", 2)).answers("1", "1");

            String id = night.door().post(OVERRIDES, tonight()).path("id").asText();
            takenBy(night, "system-2");
            assertThat(substitute.calls()).hasSize(1);

            night.restart();
            takenBy(night, "system-2");
            assertThat(substitute.calls()).hasSize(2);
            assertThat(original.calls()).isEmpty();

            assertThat(night.door().send("DELETE", OVERRIDES + "/" + id, null).status()).isEqualTo(204);
            takenBy(night, "system-1");
            assertThat(original.calls()).hasSize(1);
            assertThat(substitute.calls()).hasSize(2);
        }
    }

    @Test
    void everyReplicaKnowsItWithinSecondsAndKeepsItThroughAnOutage(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, plan.yaml() + SCHEDULE, Map.of("nightcall.dynamodb.timeout", "2s"))) {
            night.startProcessBeside();
            await("the door beside").ignoreExceptions()
                    .until(() -> onDuty(night.doorBeside()).equals("system-1"));

            String id = night.door().post(OVERRIDES, tonight()).path("id").asText();
            assertThat(onDuty(night.door())).as("at once").isEqualTo("system-2");
            await().until(() -> onDuty(night.doorBeside()).equals("system-2"));

            cloud.dynamoDb().cut();
            try {
                assertThat(night.door().send("POST", OVERRIDES, tonight()).status()).isEqualTo(503);
                assertThat(onDuty(night.door())).isEqualTo("system-2");
                assertThat(onDuty(night.doorBeside())).isEqualTo("system-2");
            } finally {
                cloud.dynamoDb().mend();
            }

            await()
                    .until(() -> night.doorBeside().send("DELETE", OVERRIDES + "/" + id, null).status() == 204);
            await().until(() -> onDuty(night.door()).equals("system-1"));
        }
    }

    @Test
    void oneThatNoLongerFitsThePlanIsPassedOverAndShown(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, plan.yaml() + SCHEDULE, Map.of())) {
            night.door().post(OVERRIDES, tonight());
            assertThat(night.door().get("/api/oncall").path("warnings").toString()).doesNotContain("override");

            Files.writeString(night.onCallFile(), plan.yaml().replace("system-2", "other-2") + SCHEDULE);
            await().until(() -> onDuty(night.door()).equals("system-1"));

            assertThat(night.door().get("/api/oncall").path("warnings").toString())
                    .contains("schedule primary: override ", " of system-2 (by local)", "there is no engineer system-2");
            assertThat(night.door().get(OVERRIDES).path("overrides").path(0).path("problem").asText())
                    .isEqualTo("there is no engineer system-2");
        }
    }

    private static void takenBy(Night night, String engineer) {
        night.fires("system", "host", "service");
        Incident taken = night.awaitIncident("system", incident -> incident.status() == Status.ACKNOWLEDGED);
        assertThat(taken.acknowledgedBy()).isEqualTo(engineer);
        night.resolves("system", "host", "service");
        night.awaitIncident("system", Incident::isResolved);
    }

    private static Map<String, ?> tonight() {
        Instant now = Instant.now(java.time.Clock.systemUTC());
        return Map.of("from", now.minusSeconds(60).toString(), "to", now.plusSeconds(36_000).toString(),
                "engineer", "system-2", "insteadOf", "system-1", "by", "local", "reason", "I take it");
    }

    private static String onDuty(Http door) {
        JsonNode engineers = door.get("/api/oncall").path("schedules").path(0).path("engineers");
        return engineers.path(0).asText();
    }
}
