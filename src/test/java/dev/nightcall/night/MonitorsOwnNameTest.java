package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Monitors that name their problems, that are acknowledged themselves, and that say what is no alert. */
@ExtendWith(Cloud.Extension.class)
class MonitorsOwnNameTest {

    private static final Plan PLAN = new Plan().system("ends", 1).system("held", 1, "groupWait: 1s, rounds: 1, pause: 1m")
            .system("taken", 1, "groupWait: 60s, rounds: 1, pause: 4s").system("half", 1, "groupWait: 4s, rounds: 1, pause: 1m")
            .system("noted", 1);

    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN.yaml(), Map.of());
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void theNameIsEnoughToSayThatItIsOver() {
        phone("ends").answers("1", "1");
        night.says(Map.of("system", "ends", "host", "db 1", "service", "97 % full", "alias", "4711"));
        // The same problem in other words.
        night.says(Map.of("system", "ends", "host", "db 1", "service", "98 % full", "alias", "4711"));
        Incident incident = night.awaitIncident("ends", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(night.alerts(incident.id())).hasSize(1);

        night.says(Map.of("system", "ends", "alias", "4711", "state", "resolved"));

        night.awaitIncident("ends", Incident::isResolved);
        assertThat(night.events(incident.id())).contains("resolved: every alert has recovered");
    }

    @Test
    void whatIsHeldRecoversByItsNameToo() {
        night.door().post("/api/suppressions", Map.of("key", "held/db 1/*", "minutes", 10, "by", "local", "reason", "work"));
        night.says(Map.of("system", "held", "host", "db 1", "service", "disk", "alias", "4712"));
        await().untilAsserted(() ->
                assertThat(night.events("suppression/held/db 1/*")).anyMatch(e -> e.startsWith("held")));

        night.says(Map.of("system", "held", "alias", "4712", "state", "resolved"));

        await().untilAsserted(() ->
                assertThat(night.events("suppression/held/db 1/*")).contains("recovered: while held"));
        assertThat(night.incident("held")).isEmpty();
    }

    @Test
    void whoTakesItAtTheMonitorIsNotCalled() {
        night.says(Map.of("system", "taken", "service", "disk", "alias", "4713", "severity", "warning"));
        night.awaitIncident("taken", Incident::isOpen);

        // Longer than the key of an entry on the timeline may be.
        night.says(Map.of("system", "taken", "alias", "4713", "state", "acknowledged",
                "labels", Map.of("acknowledgedBy", "tanaka " + "田".repeat(1000))));

        Incident incident = night.awaitIncident("taken", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).startsWith("tanaka").hasSize(200);
        // What it does not say stays as it was: a suppression would be as far-reaching as the severity.
        assertThat(night.alerts(incident.id())).singleElement().extracting(row -> row.alert().severity())
                .isEqualTo(Severity.WARNING);
        assertThat(phone("taken").calls()).isEmpty();
    }

    @Test
    void takingOneOfTwoTakesNotTheOther() {
        phone("half").answers("1", "1");
        night.says(Map.of("system", "half", "service", "disk", "alias", "4714"));
        night.says(Map.of("system", "half", "service", "load", "alias", "4715"));
        night.awaitIncident("half", i -> night.alerts(i.id()).size() == 2);

        night.says(Map.of("system", "half", "alias", "4714", "state", "acknowledged"));

        assertThat(phone("half").hangsUp().allHeard()).contains("half");
        Incident incident = night.awaitIncident("half", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).isEqualTo("half-1");
        await().untilAsserted(() -> assertThat(night.events(incident.id())).anyMatch(e -> e.startsWith("noted: acknowledged")));
    }

    @Test
    void whatIsNoAlertIsKeptAndPhonesNobody() {
        String day = Instant.now().toString().substring(0, 10);
        night.says(Map.of("system", "noted", "host", "web1", "state", "note", "summary", "downtime begins"));

        await().untilAsserted(() -> {
            JsonNode notes = night.door().get("/api/notes?day=" + day);
            assertThat(notes.get("items")).anySatisfy(note -> assertThat(note.get("detail").asText())
                    .isEqualTo("noted/web1/: downtime begins"));
        });
        assertThat(night.incident("noted")).isEmpty();
    }

    @Test
    void aPreviewRaisesNothing() {
        Http.Answer answer = night.door().send("POST", "/api/read/mackerel", Map.of("event", "alert", "message", "disk 97 %",
                "host", Map.of("name", "db1"), "alert", Map.of("id", "4716", "monitorName", "disk", "status", "critical")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("kind").asText()).isEqualTo("alert");
        assertThat(answer.json().get("pattern").asText()).isEqualTo("mackerel");
        assertThat(answer.json().at("/alerts/0/host").asText()).isEqualTo("db1");
        assertThat(answer.json().at("/alerts/0/severity").asText()).isEqualTo("critical");
        assertThat(night.door().send("POST", "/api/read/cuckoo", Map.of()).status()).isEqualTo(404);
        assertThat(night.incident("mackerel")).isEmpty();
    }

    private static Phone phone(String system) {
        return night.phone(PLAN.phone(system, 1));
    }
}
