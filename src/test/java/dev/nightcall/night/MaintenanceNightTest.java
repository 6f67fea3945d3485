package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.aws.Item;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** In a maintenance window nobody is phoned; at its end what still fires is raised again. The clock is moved. */
@ExtendWith(Cloud.Extension.class)
class MaintenanceNightTest {

    private static final Map<String, String> SETTINGS = Map.of("nightcall.maintenance.interval", "300ms");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Plan plan = new Plan().system("held", 1).system("recovers", 1).system("severe", 1).system("meets", 1)
            .system("slow", 1, "groupWait: 10m, rounds: 1, pause: 60m");
    private final MovableClock clock = new MovableClock();
    private final Instant now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS);
    private final List<String> windows = new ArrayList<>();

    @Test
    void whatFiresInItIsHeldAndRaisedAgainAtItsEndUnlessItHasRecovered(Cloud cloud) throws Exception {
        window("held", -1, 30, "");
        window("recovers", -1, 30, ", host: host");
        try (Night night = begin(cloud)) {
            Phone held = phone(night, "held").answers("1", "1");
            night.fires("held", "host", "service");
            night.fires("held", "host2", "service");
            night.fires("recovers", "host", "service");
            awaitHeld(night, "held/*/*", 2);
            awaitHeld(night, "recovers/host/*", 1);
            night.resolves("recovers", "host", "service");
            await().atMost(SOON).untilAsserted(() -> assertThat(night.events("suppression/recovers/host/*"))
                    .contains("recovered: while held"));
            JsonNode shown = night.door().get("/api/suppressions").path("suppressions");
            assertThat(shown).hasSize(2);
            assertThat(shown.findValuesAsText("by")).containsOnly("maintenance");
            assertThat(shown.findValuesAsText("reason")).containsOnly("patching");
            assertThat(night.allIncidents()).isEmpty();

            clock.fastForward(Duration.ofMinutes(30));

            assertThat(held.hangsUp().allHeard()).contains("held");
            assertThat(night.alerts(night.awaitIncident("held", i -> i.status() == Status.ACKNOWLEDGED).id())).hasSize(2);
            await().atMost(SOON).until(() -> night.door().get("/api/suppressions").path("suppressions").isEmpty());
            assertThat(night.incident("recovers")).isEmpty();
            assertThat(night.alerts("suppression/held/*/*")).isEmpty();
        }
    }

    @Test
    void aHigherSeverityBreaksThroughAndAnotherWindowHoldsItToo(Cloud cloud) throws Exception {
        window("severe", -1, 60, ", severity: warning");
        window("severe", 5, 30, ", severity: critical");
        try (Night night = begin(cloud)) {
            Phone phone = phone(night, "severe").answers("1", "1");
            says(night, "severe", "warning");
            awaitHeld(night, "severe/*/*", 1);
            says(night, "severe", "critical");
            phone.hangsUp();
            says(night, "severe", "resolved");
            night.awaitIncident("severe", Incident::isResolved);

            clock.fastForward(Duration.ofMinutes(5));
            awaitSeverity(night, "critical");
            says(night, "severe", "critical");
            awaitHeld(night, "severe/*/*", 2);

            clock.fastForward(Duration.ofMinutes(25));
            phone.hangsUp(2);
            awaitSeverity(night, "warning");
            assertThat(phone.calls()).hasSize(2);
        }
    }

    @Test
    void oneThatBeginsTakesWhatIsOpenFromItsIncident(Cloud cloud) throws Exception {
        window("slow", 5, 30, "");
        try (Night night = begin(cloud)) {
            night.fires("slow", "host", "service");
            Incident first = night.awaitIncident("slow", Incident::isOpen);

            clock.fastForward(Duration.ofMinutes(6));
            night.awaitIncident("slow", Incident::isSuppressed);
            assertThat(night.events(first.id())).anyMatch(event -> event.startsWith("suppressed: until"));
            assertThat(night.incident("slow").orElseThrow().suppressedBy()).isEqualTo("maintenance");

            clock.fastForward(Duration.ofMinutes(24));
            Incident second = night.awaitIncident("slow", Incident::isOpen);
            assertThat(second.id()).isEqualTo(first.id());
            assertThat(phone(night, "slow").calls()).isEmpty();
        }
    }

    @Test
    void whereTwoMeetNobodyIsCalled(Cloud cloud) throws Exception {
        window("meets", -1, 10, "");
        window("meets", 10, 20, "");
        try (Night night = begin(cloud)) {
            Phone phone = phone(night, "meets").answers("1", "1");
            night.fires("meets", "host", "service");
            awaitHeld(night, "meets/*/*", 1);

            clock.fastForward(Duration.ofMinutes(10));
            await().atMost(SOON).untilAsserted(() -> assertThat(until(night, "meets/*/*")).contains(now.plusSeconds(1200)));
            // Long enough for the first one's end to have been heard of.
            // Whoever looked before it ended and held after that opens an incident that is suppressed at once.
            await().during(Duration.ofSeconds(5)).atMost(SOON.multipliedBy(2))
                    .untilAsserted(() -> assertThat(night.allIncidents()).allMatch(Incident::isSuppressed));
            assertThat(night.alerts("suppression/meets/*/*")).hasSize(1);

            clock.fastForward(Duration.ofMinutes(10));
            phone.hangsUp();
        }
    }

    @Test
    void endedByTheApiItStaysEndedEvenIfItIsMadeLonger(Cloud cloud) throws Exception {
        window("held", -1, 30, "");
        try (Night night = begin(cloud)) {
            Phone held = phone(night, "held").answers("1", "1");
            night.fires("held", "host", "service");
            awaitHeld(night, "held/*/*", 1);

            assertThat(night.door().send("DELETE", "/api/suppressions/held/*/*", null).status()).isEqualTo(204);
            held.hangsUp();
            night.resolves("held", "host", "service");
            night.awaitIncident("held", Incident::isResolved);
            windows.clear();
            window("held", -1, 40, "");
            Files.writeString(night.onCallFile(), yaml());
            night.fires("held", "host2", "service");
            held.hangsUp(2, SOON);
            assertThat(night.door().get("/api/suppressions").path("suppressions")).isEmpty();
        }
    }

    @Test
    void anEditMakesItLongerAndOneThatTakesItAwayDoesNotEndIt(Cloud cloud) throws Exception {
        window("held", -1, 10, "");
        window("slow", -1, 5, "");
        try (Night night = begin(cloud)) {
            Phone held = phone(night, "held").answers("1", "1");
            night.fires("held", "host", "service");
            awaitHeld(night, "held/*/*", 1);
            windows.clear();
            window("held", -1, 30, "");
            Files.writeString(night.onCallFile(), yaml());
            await().atMost(SOON).untilAsserted(() -> assertThat(until(night, "held/*/*")).contains(now.plusSeconds(1800)));

            windows.clear();
            window("slow", -1, 5, "");
            Files.writeString(night.onCallFile(), yaml());
            clock.fastForward(Duration.ofMinutes(15));
            await().atMost(SOON).until(() -> night.door().get("/api/oncall").path("warnings").toString()
                    .contains("/maintenance/0: is over"));
            assertThat(until(night, "held/*/*")).contains(now.plusSeconds(1800));
            assertThat(held.calls()).isEmpty();

            clock.fastForward(Duration.ofMinutes(15));
            held.hangsUp();
        }
    }

    @Test
    void anEndThatNobodyHasSentIsSentAndOneThatComesWhileNightcallIsDownIsMadeUpFor(Cloud cloud) throws Exception {
        window("held", -1, 30, "");
        try (Night night = new Night(cloud, yaml(), SETTINGS, clock)) {
            // What a crash leaves behind that comes just before the end is sent.
            night.table(night.names().tables().suppressions()).put(Item.of("key", "held/*/*").with("until",
                    now.plusSeconds(1800).getEpochSecond()).with("severity", "critical").with("by", "maintenance")
                    .with("reason", "patching")).execute();
            night.start();
            Phone held = phone(night, "held").answers("1", "1");
            night.fires("held", "host", "service");
            awaitHeld(night, "held/*/*", 1);

            night.stop();
            clock.fastForward(Duration.ofMinutes(40));
            night.start();

            held.hangsUp();
        }
    }

    @Test
    void aKillInTheMiddleForgetsNothing(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, plan.yaml(), SETTINGS, clock)) {
            Phone held = phone(night, "held").answers("1", "1");
            night.startProcess();
            // How long a start takes, and whether the second one ends before the window does, is the machine's affair.
            Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(40);
            window("held", now.minusSeconds(60), end, "");
            Files.writeString(night.onCallFile(), yaml());
            await().until(() -> !night.door().get("/api/suppressions").path("suppressions").isEmpty());
            night.fires("held", "host", "service");
            awaitHeld(night, "held/*/*", 1);
            night.killProcess();
            night.startProcess();

            assertThat(held.hangsUp(1, Duration.ofSeconds(120)).startedAt()).isAfterOrEqualTo(end);
        }
    }

    private Night begin(Cloud cloud) throws Exception {
        return Night.begins(cloud, yaml(), SETTINGS, clock);
    }

    private String yaml() {
        return plan.yaml() + "maintenance:\n" + String.join("\n", windows) + "\n";
    }

    /** @param from in minutes from now, as is {@code to} */
    private void window(String system, int from, int to, String more) {
        window(system, now.plus(Duration.ofMinutes(from)), now.plus(Duration.ofMinutes(to)), more);
    }

    private void window(String system, Instant from, Instant to, String more) {
        windows.add("  - {system: %s, from: %s, to: %s, timezone: UTC, reason: patching%s}".formatted(system,
                local(from), local(to), more));
    }

    private static String local(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toString().replace("Z", "");
    }

    private void says(Night night, String system, String severityOrState) {
        boolean resolved = severityOrState.equals("resolved");
        night.says(Map.of("system", system, "host", "host", "service", "service",
                "severity", resolved ? "critical" : severityOrState, "state", resolved ? "resolved" : "firing"));
    }

    private static void awaitHeld(Night night, String key, int times) {
        await().atMost(SOON).untilAsserted(() -> assertThat(night.events("suppression/" + key))
                .filteredOn(event -> event.startsWith("held: suppressed by maintenance until")).hasSize(times));
    }

    private static void awaitSeverity(Night night, String severity) {
        await().atMost(SOON).until(() -> night.door().get("/api/suppressions").path("suppressions").path(0)
                .path("severity").asText().equals(severity));
    }

    private static Optional<Instant> until(Night night, String key) {
        return night.table(night.names().tables().suppressions()).get(Item.of("key", key))
                .map(item -> Instant.ofEpochSecond(item.number("until")));
    }

    private Phone phone(Night night, String system) {
        return night.phone(plan.phone(system, 1));
    }
}
