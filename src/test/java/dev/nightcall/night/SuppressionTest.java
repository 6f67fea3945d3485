package dev.nightcall.night;

import dev.nightcall.aws.Item;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** "Watch it, do not call": by 9 on the keypad, and what happens until and at its end. The clock is moved. */
@ExtendWith(Cloud.Extension.class)
class SuppressionTest {

    private static final Plan PLAN = new Plan().system("watched", 1).system("recovers", 1).system("asked", 1)
            .system("leased", 1, "groupWait: 1s, rounds: 1, pause: 4s, ackTimeout: 20m");

    private final MovableClock clock = new MovableClock();
    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN.yaml(), Map.of(), clock);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void whatIsWatchedIsHeldUnlessItGetsWorseAndIsRaisedAgainAtTheEndIfItStillFires() {
        Phone watched = phone("watched").answers("1", "9", "30#");
        Phone recovers = phone("recovers").answers("1", "9", "30#");
        says("watched", "warning", "firing");
        says("recovers", "warning", "firing");
        Call call = night.awaitSettled(watched.hangsUp().callId());
        assertThat(call.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(call.checkFlag()).isEqualTo(1);
        assertThat(night.awaitSettled(recovers.hangsUp().callId()).outcome()).isEqualTo(Outcome.SUPPRESSED);
        long until = night.table(night.names().tables().suppressions()).get(Item.of("key", "watched/host/service"))
                .orElseThrow().number("until");
        assertThat(until).isEqualTo(call.endedAt().getEpochSecond() + 1800);
        Incident first = night.awaitIncident("watched", Incident::isSuppressed);
        assertThat(first.suppressedUntil().getEpochSecond()).isEqualTo(until);
        assertThat(night.events(first.id())).anyMatch(event -> event.startsWith("suppressed: until"));
        assertThat(night.door().get("/api/incidents?status=suppressed").path("incidents").findValuesAsText("suppressedBy"))
                .contains(first.suppressedBy());

        // The same again: held, nobody is called.
        watched.answers("1", "1");
        recovers.answers("1", "1");
        says("watched", "warning", "firing");
        says("recovers", "warning", "firing");
        await().untilAsserted(() -> assertThat(
                night.events("suppression/watched/host/service")).filteredOn(e -> e.startsWith("held")).hasSize(2));
        says("recovers", "warning", "resolved");
        await().untilAsserted(() -> assertThat(
                night.events("suppression/recovers/host/service")).contains("recovered: while held"));
        assertThat(night.awaitIncident("recovers", Incident::isResolved).resolvedBy()).isEqualTo(Incident.MONITOR);
        assertThat(night.incident("watched").orElseThrow().id()).isEqualTo(first.id());

        // Half an hour later.
        clock.fastForward(Duration.ofMinutes(30));
        Phone.Conversation again = watched.hangsUp(2);
        assertThat(again.allHeard()).contains("watched");
        assertThat(night.awaitIncident("watched", i -> i.status() == Status.ACKNOWLEDGED).id()).isEqualTo(first.id());
        assertThat(night.events(first.id())).anyMatch(event -> event.startsWith("reopened"));
        assertThat(recovers.calls()).hasSize(1);
        await().untilAsserted(() -> assertThat(
                night.table(night.names().tables().suppressions()).all().toList()).isEmpty());
        assertThat(night.table(night.names().tables().alerts()).partition("holder", "suppression/watched/host/service").toList())
                .isEmpty();
    }

    @Test
    void aHigherSeverityBreaksThrough() {
        Phone phone = phone("watched").answers("1", "9", "30#");
        says("watched", "warning", "firing");
        night.awaitSettled(phone.hangsUp().callId());

        phone.answers("1", "1");
        says("watched", "critical", "firing");
        assertThat(phone.hangsUp(2).allHeard()).contains("重大障害");
        // They are listed status by status, and this one may change its own meanwhile.
        assertThat(night.allIncidents().stream().filter(incident -> incident.group().equals("watched")).map(Incident::id).distinct())
                .hasSize(1);
    }

    @Test
    void minutesThatAreNoneAreAskedForAgain() {
        Phone phone = phone("asked").answers("1", "9", "0#", "9999#", "10#");
        night.fires("asked", "host", "service");

        Phone.Conversation talk = phone.hangsUp();
        assertThat(talk.heard()).filteredOn(text -> text.contains("静観する時間")).hasSize(3);
        Call call = night.awaitSettled(talk.callId());
        assertThat(call.suppressMinutes()).isEqualTo(10);
    }

    @Test
    void anAcknowledgementThatIsNotRenewedEndsAndTheRoundsStartOver() {
        Phone phone = phone("leased").answers("1", "1");
        night.fires("leased", "host", "service");
        Incident taken = night.awaitIncident("leased", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(Duration.between(night.call(phone.calls().get(0).callId()).endedAt(), taken.acknowledgedUntil()))
                .isEqualTo(Duration.ofMinutes(20));

        clock.fastForward(Duration.ofMinutes(20));
        phone.hangsUp(2);
        assertThat(night.events(taken.id())).contains("lease-ended: not resolved in time");
    }

    private void says(String system, String severity, String state) {
        night.says(Map.of("system", system, "host", "host", "service", "service", "severity", severity, "state", state));
    }

    private Phone phone(String system) {
        return night.phone(PLAN.phone(system, 1));
    }
}
