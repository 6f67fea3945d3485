package dev.nightcall.suppression;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Suppression;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import dev.nightcall.metrics.Meters;
import dev.nightcall.metrics.Metrics;
import dev.nightcall.night.Cloud;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Messages;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What windows begin, once and no more, and what somebody else has begun or ended. */
@ExtendWith(Cloud.Extension.class)
class MaintenanceTest {

    private static final Instant NOW = Instant.parse("2026-12-01T22:00:00Z");
    private static final AlertKey ALL = AlertKey.parse("XYZ/*/*");

    private final SettableClock clock = new SettableClock(NOW);
    private DynamoDbClient dynamoDb;
    private Suppressions suppressions;
    private AlertTable alerts;
    private Holding holding;
    private OnCall plan;
    private Maintenance maintenance;

    @BeforeEach
    void begin(Cloud cloud) {
        String prefix = "m" + UUID.randomUUID().toString().substring(0, 8);
        Names.Tables tables = new Names.Tables(prefix + "i", prefix + "-alerts", prefix + "-timeline", prefix + "-suppressions",
                prefix + "-lines", prefix + "-fleet", prefix + "-calls", prefix + "-overrides",
                prefix + "-ledger");
        dynamoDb = DynamoDbClient.create();
        new Provisioning(new Names(Names.standard().queues(), tables, prefix)).createLastingTables(dynamoDb);
        suppressions = new Suppressions(new Table(dynamoDb, tables.suppressions()));
        alerts = new AlertTable(new Table(dynamoDb, tables.alerts()), new Messages(Json.mapper()));
        holding = new Holding(suppressions, alerts, new Timeline(new Table(dynamoDb, tables.timeline())),
                new Transactions(dynamoDb), clock);
        maintenance = new Maintenance(() -> plan, suppressions, holding, clock);
    }

    @AfterEach
    void end() {
        dynamoDb.close();
    }

    @Test
    void isAnnouncedUntilThatIsNotedAndNotByEachAlertOfAStorm() {
        windows("from: 2026-12-01T22:00, to: 2026-12-02T04:00");

        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-02T04:00:00Z");
        assertThat(ends(maintenance.begin(alert("host2", "warning")))).as("not yet noted")
                .containsExactly("2026-12-02T04:00:00Z");
        maintenance.note(new MaintenanceAnnounced(suppressions.find(ALL).orElseThrow()));
        for (int alert = 0; alert < 100; alert++) {
            assertThat(maintenance.begin(alert("host" + alert, "critical"))).isEmpty();
        }
        assertThat(maintenance.begin()).hasSize(1).allMatch(Begun::announced).noneMatch(begun -> begun.takenAt() != null);
        assertThat(suppressions.find(ALL)).contains(new Suppression(ALL, Instant.parse("2026-12-02T04:00:00Z"),
                Severity.CRITICAL, "maintenance", "patching", false));
    }

    @Test
    void onlyAFiringAlertThatIsCoveredBeginsIt() {
        windows("host: db1, from: 2026-12-01T22:00, to: 2026-12-02T04:00",
                "service: disk, from: 2026-12-01T21:00, to: 2026-12-01T22:00");

        assertThat(maintenance.begin(alert("db2", "warning"))).isEmpty();
        assertThat(maintenance.begin(alert("db1", "warning").raisedAgain(NOW, NOW))).hasSize(2);
        assertThat(suppressions.all()).extracting(Suppression::key).extracting(AlertKey::toString).containsExactly("XYZ/db1/*");
    }

    @Test
    void beginsAgainWithEachOccurrenceAndIsNotedAnew() {
        windows("start: 2026-12-01T22:00, duration: 2h, rrule: FREQ=DAILY");
        maintenance.begin();
        maintenance.note(new MaintenanceAnnounced(suppressions.find(ALL).orElseThrow()));

        clock.advance(Duration.ofHours(12));
        assertThat(maintenance.begin(alert("host", "warning"))).isEmpty();
        clock.advance(Duration.ofHours(12));

        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-03T00:00:00Z");
    }

    @Test
    void madeLongerItIsAnnouncedAgain() {
        windows("from: 2026-12-01T22:00, to: 2026-12-02T04:00");
        maintenance.begin();
        maintenance.note(new MaintenanceAnnounced(suppressions.find(ALL).orElseThrow()));

        windows("from: 2026-12-01T21:00, to: 2026-12-02T05:00");
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-02T05:00:00Z");
        windows("from: 2026-12-01T21:00, to: 2026-12-02T03:00");
        maintenance.note(new MaintenanceAnnounced(suppressions.find(ALL).orElseThrow()));
        assertThat(maintenance.begin(alert("host", "warning"))).as("shorter is not").isEmpty();
    }

    @Test
    void endedEarlyItDoesNotBeginAgainButTheNextOneDoes() {
        windows("start: 2026-12-01T22:00, duration: 2h, rrule: FREQ=DAILY");
        maintenance.begin();
        clock.advance(Duration.ofMinutes(10));

        assertThat(ends(maintenance.endEarly(ALL))).containsExactly("2026-12-01T22:10:00Z");
        clock.advance(Duration.ofMinutes(1));
        assertThat(maintenance.begin(alert("host", "warning"))).isEmpty();
        assertThat(suppressions.all()).as("no note is a suppression").hasSize(1).noneMatch(s -> s.isActive(clock.instant()));

        clock.advance(Duration.ofHours(24));
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-03T00:00:00Z");
    }

    @Test
    void somebodysLongerSuppressionStaysAndAShorterOneIsMadeLonger() {
        windows("from: 2026-12-01T22:00, to: 2026-12-02T04:00");
        holding.begin(new Suppression(ALL, Instant.parse("2026-12-01T23:00:00Z"), Severity.WARNING, "sato", "", false));
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-02T04:00:00Z");

        holding.begin(new Suppression(ALL, Instant.parse("2026-12-02T06:00:00Z"), Severity.WARNING, "sato", "", false));
        assertThat(maintenance.begin(alert("host", "warning"))).isEmpty();
        assertThat(maintenance.begin()).isEmpty();
        assertThat(suppressions.find(ALL).orElseThrow().by()).isEqualTo("sato");
    }

    private boolean isHeld(Alert alert) {
        return alert.key().suppressedBy().stream().flatMap(key -> suppressions.find(key).stream()).filter(suppression -> suppression.holds(alert, clock.instant()))
                .anyMatch(suppression -> holding.hold(suppression, alert).isPresent());
    }

    @Test
    void ofTwoTheOneThatHoldsMoreIsInForceAndThenTheOther() {
        windows("severity: warning, from: 2026-12-01T22:00, to: 2026-12-02T06:00",
                "from: 2026-12-01T23:00, to: 2026-12-02T04:00");
        maintenance.begin();
        assertThat(inForce()).isEqualTo("warning until 2026-12-02T06:00:00Z");
        clock.advance(Duration.ofHours(1));
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2026-12-02T04:00:00Z");
        assertThat(inForce()).isEqualTo("critical until 2026-12-02T04:00:00Z");
        assertThat(isHeld(alert("host", "critical"))).isTrue();
        assertThat(isHeld(alert("host2", "warning"))).isTrue();

        clock.advance(Duration.ofHours(5));
        Later end = (Later) Holding.ending(suppressions.find(ALL).orElseThrow());
        assertThat(ends(maintenance.begin(alert("host3", "warning")))).containsExactly("2026-12-02T06:00:00Z");
        assertThat(inForce()).isEqualTo("warning until 2026-12-02T06:00:00Z");
        List<Outgoing> raised = holding.raise(end);
        assertThat(raised).as("too severe for the other").extracting(outgoing -> ((Raised) outgoing).alert().host())
                .containsExactly("host");
        holding.forget(end, raised);
        assertThat(alerts.of("suppression/XYZ/*/*")).extracting(row -> row.alert().host()).containsExactly("host2");
    }

    @Test
    void oneWithoutEndIsMadeLongerEveryMonth() {
        plan = OnCall.parse("oncall.yaml", yaml("when: always"));
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2027-02-01T00:00:00Z");
        maintenance.note(new MaintenanceAnnounced(suppressions.find(ALL).orElseThrow()));
        assertThat(maintenance.begin(alert("host", "warning"))).isEmpty();

        clock.advance(Duration.ofDays(31));
        assertThat(ends(maintenance.begin(alert("host", "warning")))).containsExactly("2027-03-01T00:00:00Z");

        maintenance.endEarly(ALL);
        clock.advance(Duration.ofDays(31));
        assertThat(maintenance.begin(alert("host", "warning"))).isEmpty();
    }

    /** Another one that holds less takes its place in between: what that would not hold is raised when the first one ends. */
    @Test
    void whatWasNotRaisedIsNotForgotten() {
        Suppression first = new Suppression(ALL, clock.instant().plusSeconds(60), Severity.CRITICAL, "sato", "", false);
        holding.begin(first);
        holding.begin(new Suppression(ALL, clock.instant().plusSeconds(120), Severity.CRITICAL, "sato", "", false));
        assertThat(isHeld(alert("host", "error"))).isTrue();
        clock.advance(Duration.ofSeconds(60));
        Later end = (Later) Holding.ending(first);

        List<Outgoing> raised = holding.raise(end);
        assertThat(raised).isEmpty();
        holding.begin(new Suppression(ALL, clock.instant().plusSeconds(300), Severity.WARNING, "sato", "", false));
        holding.forget(end, raised);

        assertThat(alerts.of("suppression/XYZ/*/*")).hasSize(1);
        assertThat(holding.raise(end)).hasSize(1);
    }

    @Test
    void whatIsHeldAgainWhileTheFirstOneIsForgottenStays() {
        windows("from: 2026-12-01T22:00, to: 2026-12-01T23:00", "from: 2026-12-01T23:00, to: 2026-12-02T04:00");
        Later end = (Later) maintenance.begin(alert("host", "warning")).get(0);
        assertThat(isHeld(alert("host", "warning"))).isTrue();
        clock.advance(Duration.ofHours(1));

        List<Outgoing> raised = holding.raise(end);
        Alert again = ((Raised) raised.get(0)).alert();
        maintenance.begin(again);
        assertThat(isHeld(again)).isTrue();
        holding.forget(end, raised);

        assertThat(alerts.of("suppression/XYZ/*/*")).extracting(AlertRow::alert).containsExactly(again);
        assertThat(inForce()).isEqualTo("critical until 2026-12-02T04:00:00Z");
    }

    private String inForce() {
        Suppression now = suppressions.find(ALL).orElseThrow();
        return now.severity().word() + " until " + now.until();
    }

    private static List<String> ends(List<Outgoing> outgoing) {
        return outgoing.stream().filter(one -> one instanceof Later).map(one -> ((Later) one).due().toString()).toList();
    }

    private Alert alert(String host, String severity) {
        return new Alert("a-" + host, "XYZ", host, "disk", "", Severity.of(severity), State.FIRING, "", clock.instant(),
                clock.instant(), Map.of());
    }

    private void windows(String... windows) {
        plan = OnCall.parse("oncall.yaml", yaml(windows));
    }

    private static String yaml(String... windows) {
        StringBuilder yaml = new StringBuilder("""
                timezone: UTC
                engineers:
                  sato: {name: Sato, phones: [{number: "+819000000001"}]}
                policies:
                  default: {steps: [{recipients: ["call:sato"]}]}
                calendars:
                  always: {days: all}
                maintenance:
                """);
        List.of(windows).forEach(window -> yaml.append("  - {system: XYZ, reason: patching, ").append(window).append("}\n"));
        return yaml.toString();
    }
}
