package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages are lost that no crash loses, and telephones ring all the same: the auditor finds what is overdue. */
@ExtendWith(Cloud.Extension.class)
class AuditNightTest {

    private static final Plan PLAN = new Plan().system("lost", 1, "groupWait: 20s, rounds: 2, pause: 4s, ackTimeout: 60m");

    private final MovableClock clock = new MovableClock();
    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.audit.interval", "1s", "nightcall.audit.grace", "5s",
                "nightcall.later.hop", "900s"), clock);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void anIncidentWhoseMessageIsLostIsEscalatedAllTheSame() {
        Phone phone = night.phone(PLAN.phone("lost", 1)).answers("1", "1");
        night.fires("lost", "host", "service");
        Incident incident = night.awaitIncident("lost", Incident::isOpen);
        night.backDoor().purge(night.names().queues().later());
        clock.fastForward(Duration.ofSeconds(25));

        Incident taken = night.awaitIncident("lost", now -> now.status() == Status.ACKNOWLEDGED);

        assertThat(taken.id()).isEqualTo(incident.id());
        assertThat(night.events(incident.id())).contains("found-by-audit: no move to position 1");
        assertThat(phone.calls()).hasSize(1);
        assertThat(night.management().send("GET", "/metrics", null).text())
                .containsPattern("nightcall_audit_moved_total\\{what=\"escalation\"} [1-9]")
                .contains("nightcall_audit_moved_total{what=\"line\"} 0.0");

        // The message that was believed lost comes after all.
        night.backDoor().put(night.names().queues().later(), new Later(Task.ESCALATE, incident.id(), 1, Instant.EPOCH));
        await().during(Duration.ofSeconds(3)).until(() -> phone.calls().size() == 1);
    }

    @Test
    void anAlertThatIsLostIsToldAndThatItIsFoundAgain() {
        clock.fastForward(Duration.ofSeconds(1));
        Alert lost = new Alert("4711", "nobody", "host", "", "", Severity.ERROR, State.FIRING, "", clock.instant(),
                clock.instant(), Map.of());
        night.tables().ledger().accepted(List.of(lost));
        clock.fastForward(Duration.ofSeconds(10));

        Incident incident = night.awaitIncident("nightcall", Incident::isOpen);
        assertThat(night.alerts(incident.id())).singleElement().satisfies(row -> {
            assertThat(row.alert().identity()).isEqualTo("nightcall//audit");
            assertThat(row.alert().summary()).startsWith("1 alerts or calls are unaccounted for, the first: alert 4711 nobody/host/");
        });

        night.tables().ledger().handled(List.of(new Ledger.Handled(lost, "ignored", null)));
        night.awaitIncident("nightcall", Incident::isResolved);
    }
}
