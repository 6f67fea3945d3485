package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whoever has an incident is phoned about what is new in it, and loses it to the escalation unless they take that, too. */
@ExtendWith(Cloud.Extension.class)
class WhileTakenNightTest {

    private static final String SATO = "+819000000001";
    private static final String SUZUKI = "+819000000002";
    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: Sato, phones: [{number: "%s"}]}
              suzuki: {name: Suzuki, phones: [{number: "%s"}]}
            policies:
              default:
                groupWait: 1s
                steps: [{recipients: ["call:sato"], wait: 5m}, {recipients: ["call:suzuki"], wait: 5m}]
                channels: ["direct:notify-log"]
              quiet:
                groupWait: 1s
                whileTaken: tell
                steps: [{recipients: ["call:sato"], wait: 5m}]
                channels: ["direct:notify-log"]
            rules:
              - {match: {system: quiet}, policy: quiet}
            """.formatted(SATO, SUZUKI);

    private final MovableClock clock = new MovableClock();
    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of("nightcall.call.gather", "50ms"), clock);
        night.phone(SATO).answers("1", "1");
        night.phone(SUZUKI).answers("1", "1");
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void whatIsWorseThanWhatTheyKnowPhonesTheHolderWhoTakesIt() {
        says("Prometheus", "intranet", "CertExpiresSoon", "warning");
        Incident taken = awaitTaken("Prometheus", "sato");
        assertThat(night.phone(SATO).calls().get(0).allHeard()).doesNotContain("New in what you have");

        says("Prometheus", "db1", "PostgresDown", "critical");
        assertThat(night.phone(SATO).hangsUp(2).allHeard()).contains("New in what you have: Prometheus: critical on host db1")
                .doesNotContain("more alert");
        Incident again = night.awaitIncident("Prometheus", incident -> incident.status() == Status.ACKNOWLEDGED
                && incident.position() > taken.position());

        assertThat(again.acknowledgedBy()).isEqualTo("sato");
        assertThat(again.acknowledgedUntil()).isAfter(taken.acknowledgedUntil());
        assertThat(again.news().holder()).isNull();
        assertThat(night.events(again.id())).contains("something-new: Prometheus/db1/PostgresDown critical");
        await("channels are told").until(() -> night.events(again.id()).contains("told: joined"));
        assertThat(night.phone(SUZUKI).calls()).isEmpty();
        assertThat(night.phone(SATO).calls()).hasSize(2);
    }

    @Test
    void whoDoesNotTakeItLosesItToTheEscalation() {
        says("shop", "web1", "disk", "warning");
        awaitTaken("shop", "sato");
        night.phone(SATO).answers("1", "3");

        says("shop", "web2", "disk", "error");

        Incident taken = awaitTaken("shop", "suzuki");
        assertThat(night.phone(SATO).calls()).as("asked first, and not again at the first step").hasSize(2);
        assertThat(night.phone(SUZUKI).hangsUp().allHeard()).contains("shop: error on host web2")
                .doesNotContain("New in what you have");
        assertThat(night.events(taken.id())).contains("something-new: shop/web2/disk error");
    }

    /** Their line is busy with something else, and what was new has recovered before it is free. */
    @Test
    void whatRecoversBeforeTheyCouldBeAskedLeavesItWithThem() {
        says("shop", "web1", "disk", "warning");
        Incident taken = awaitTaken("shop", "sato");
        night.phone(SATO).answersAndHangsUpAfter(15);
        says("quiet", "web1", "disk", "warning");
        night.phone(SATO).rings(2);
        night.phone(SATO).answers("1", "1");
        says("shop", "web2", "disk", "critical");
        night.awaitIncident("shop", incident -> incident.asksHolder() && incident.asked().contains("sato"));

        night.resolves("shop", "web2", "disk");

        Incident kept = awaitTaken("shop", "sato");
        assertThat(kept.acknowledgedUntil()).isEqualTo(taken.acknowledgedUntil());
        assertThat(night.events(kept.id()))
                .contains("acknowledged: until " + taken.acknowledgedUntil() + ", nothing new is left");
        await("channels are told that they have it").until(() -> night.events(kept.id()).stream()
                .filter("told: acknowledged"::equals).count() == 2);
        awaitTaken("quiet", "sato");
        assertThat(night.phone(SATO).calls()).noneMatch(call -> call.allHeard().contains("New in what you have"));
        assertThat(night.phone(SUZUKI).calls()).isEmpty();
    }

    @Test
    void whoDoesNotAnswerIsNotCalledTwiceRunning() {
        says("shop", "web1", "disk", "warning");
        Incident taken = awaitTaken("shop", "sato");
        night.phone(SATO).isBusy();

        says("shop", "web2", "disk", "error");

        awaitTaken("shop", "suzuki");
        assertThat(night.phone(SATO).calls()).as("when it began, and about what is new").hasSize(2);
        assertThat(night.events(taken.id())).contains("not-called: was asked first, as they had it",
                "nobody-to-reach: no recipient can be phoned (sato: was asked first, as they had it)");
    }

    @Test
    void whatIsNotWorseIsToldTogetherAfterTenMinutes() {
        says("shop", "web1", "disk", "error");
        Incident taken = awaitTaken("shop", "sato");
        says("shop", "web2", "disk", "error");
        says("shop", "web3", "disk", "warning");
        await("it is looked at, and waits").until(() -> night.incident("shop").orElseThrow().news().due(),
                due -> due != null && due.isAfter(taken.movedAt().plus(Duration.ofMinutes(9))));
        assertThat(night.phone(SATO).calls()).hasSize(1);

        clock.fastForward(Duration.ofMinutes(10));

        assertThat(night.phone(SATO).hangsUp(2).allHeard()).contains("New in what you have: shop: error on host web2")
                .contains("And 1 more alert");
        night.awaitIncident("shop", incident -> incident.status() == Status.ACKNOWLEDGED
                && incident.position() > taken.position());
        assertThat(night.events(taken.id())).contains("something-new: shop/web2/disk error and 1 more");
    }

    @Test
    void whatJoinsCallsNobodyAtOnceAndTheTimelineSaysWhy() {
        says("shop", "web1", "disk", "critical");
        Incident taken = awaitTaken("shop", "sato");

        says("shop", "web2", "disk", "critical");

        await("it joins").until(() -> night.events(taken.id()).contains("joined: critical, sato has it"));
        assertThat(night.phone(SATO).calls()).hasSize(1);
        assertThat(night.phone(SUZUKI).calls()).isEmpty();
    }

    @Test
    void aHolderWithoutATelephoneIsEscalatedPastAtOnce() {
        night.phone(SATO).doesNotAnswer();
        says("shop", "web1", "disk", "warning");
        Incident rung = night.awaitIncident("shop", incident -> incident.position() == 1);
        night.door().post("/api/incidents/" + rung.id() + "/acknowledge", Map.of("by", "local"));
        awaitTaken("shop", "local");
        night.phone(SATO).answers("1", "1");

        says("shop", "web2", "disk", "critical");

        Incident taken = awaitTaken("shop", "sato");
        assertThat(night.timeline(taken.id()).stream().map(entry -> entry.event() + " " + entry.detail()))
                .contains("something-new local");
        assertThat(night.door().get("/api/incidents/" + taken.id()).path("holder").isNull()).isTrue();
    }

    @Test
    void whereThePolicySaysTellOnlyChannelsAreTold() {
        says("quiet", "web1", "disk", "warning");
        Incident taken = awaitTaken("quiet", "sato");

        says("quiet", "web2", "disk", "critical");

        await("channels are told").until(() -> night.events(taken.id()).contains("told: joined"));
        assertThat(night.events(taken.id())).contains("something-new: quiet/web2/disk critical, nobody is phoned");
        assertThat(night.incident("quiet")).get().returns(Status.ACKNOWLEDGED, Incident::status)
                .returns("sato", Incident::acknowledgedBy).returns(taken.acknowledgedUntil(), Incident::acknowledgedUntil);
        assertThat(night.phone(SATO).calls()).hasSize(1);
    }

    /** Three times in three quarters of a minute: one call when it begins, and one at the third time. */
    @Test
    void whatFlapsOpensItsIncidentAgainForWhoeverHasIt() {
        says("net", "sw1", "link", "error");
        Incident taken = awaitTaken("net", "sato");
        for (int times = 2; times <= 3; times++) {
            night.resolves("net", "sw1", "link");
            night.awaitIncident("net", Incident::isResolved);
            says("net", "sw1", "link", "error");
            night.awaitIncident("net", incident -> !incident.isResolved());
        }

        assertThat(night.phone(SATO).hangsUp(2).allHeard()).contains("New in what you have", "It has begun 3 times.");
        Incident again = night.awaitIncident("net", incident -> incident.status() == Status.ACKNOWLEDGED
                && incident.position() > taken.position());
        assertThat(again.id()).isEqualTo(taken.id());
        assertThat(night.events(again.id())).filteredOn(event -> event.startsWith("reopened"))
                .containsExactlyElementsOf(List.of("reopened: sato still has it until " + taken.acknowledgedUntil(),
                        "reopened: sato still has it until " + taken.acknowledgedUntil()));
        assertThat(night.events(again.id())).contains("something-new: net/sw1/link error, for the 3rd time",
                "fires-again: error, for the 2nd time, sato has it",
                "fires-again: error, for the 3rd time, sato has it");
        assertThat(night.phone(SATO).calls()).hasSize(2);
    }

    @Test
    void whatIsClosedByHandIsOver() {
        says("net", "sw1", "link", "error");
        Incident taken = awaitTaken("net", "sato");
        night.door().post("/api/incidents/" + taken.id() + "/resolve", Map.of("by", "sato"));
        night.awaitIncident("net", Incident::isResolved);
        night.resolves("net", "sw1", "link");

        says("net", "sw1", "link", "error");

        Incident other = night.awaitIncident("net", incident -> incident.status() == Status.ACKNOWLEDGED);
        assertThat(other.id()).isNotEqualTo(taken.id());
    }

    private void says(String system, String host, String service, String severity) {
        night.says(Map.of("system", system, "host", host, "service", service, "severity", severity));
    }

    private Incident awaitTaken(String system, String by) {
        return night.awaitIncident(system, incident -> incident.status() == Status.ACKNOWLEDGED
                && incident.acknowledgedBy().equals(by));
    }
}
