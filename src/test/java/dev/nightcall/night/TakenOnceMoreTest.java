package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Taken;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes together, and what comes once more because a process died before it had sent what follows. */
class TakenOnceMoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              perhost: {groupBy: [host], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {severity: critical}, policy: perhost}
              - {match: {labels: {role: server}}, policy: perhost}
            dependencies:
              - {match: {labels: {role: server}}, dependsOn: {labels: {role: switch}}}
            """);

    private final SettableClock clock = new SettableClock(NOW);
    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final WatchedDynamoDb dynamoDb = new WatchedDynamoDb(tables);
    private final Decisions decisions = new Decisions(Names.standard().tables(), dynamoDb.client(), PLAN, clock);
    private final Decisions others = new Decisions(Names.standard().tables(), new WatchedDynamoDb(tables).client(), PLAN, clock);

    /** Where it is filed has to be noted, though its own system's incident is where it would be looked for. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aConsequenceInTheIncidentOfItsOwnSystemIsRaisedWhenThatIsOver(int together) {
        take(alert("1", "switch", State.FIRING, 1, Map.of("role", "switch")));
        List<Alert> servers = List.of(alert("2", "a", State.FIRING, 2, Map.of("role", "server")),
                alert("3", "b", State.FIRING, 2, Map.of("role", "server"))).subList(0, together);
        decisions.together.take(servers);
        Incident cause = decisions.incidents.ofGroup("dc").orElseThrow();
        assertThat(decisions.incidents.ofGroup("host=a")).isEmpty();

        take(alert("4", "switch", State.RESOLVED, 3, Map.of("role", "switch")));

        assertThat(decisions.related.raise(new Later(Task.RAISE_RELATED, cause.id(), 0, NOW)))
                .extracting(sent -> ((Raised) sent).alert().id())
                .containsExactlyInAnyOrderElementsOf(servers.stream().map(Alert::id).toList());
    }

    /** Another one has joined meanwhile, so that the incident is open, and nobody else asks for its first step. */
    @Test
    void whatOpenedAnIncidentAsksForItsFirstStepThoughItIsSuppressedByNow() {
        Alert first = alert("1", "a", State.FIRING, 1, Map.of());
        List<Outgoing> sent = take(first);
        assertThat(take(alert("2", "b", State.FIRING, 2, Map.of()))).noneMatch(TakenOnceMoreTest::isStep);
        decisions.holding.begin(suppression("dc/a/*"));

        assertThat(take(first)).contains(sent.get(0)).anyMatch(TakenOnceMoreTest::isStep);
        assertThat(decisions.incidents.ofGroup("dc")).get().matches(Incident::isOpen);
    }

    /** Its recovery has looked where nothing was yet; whoever files it may die before they could look for that. */
    @Test
    void whatIsOverBeforeItIsFiledIsNotFiled() {
        Alert first = alert("1", "a", State.FIRING, 1, Map.of());
        dynamoDb.dieAfterWrite(1);
        dynamoDb.beforeTransaction(() -> others.together.take(List.of(alert("2", "a", State.RESOLVED, 2, Map.of()))));

        assertThat(decisions.together.take(List.of(first)).get(first).decision()).isEqualTo(Decision.OLDER);
        assertThat(decisions.incidents.ofGroup("dc")).isEmpty();
    }

    /** The last who takes something takes the incident, and only once. */
    @Test
    void ofThoseThatAreTakenAtTheMonitorTogetherTheLastHasTheIncident() {
        take(alert("1", "a", State.FIRING, 1, Map.of()));
        take(alert("2", "b", State.FIRING, 1, Map.of()));

        Map<Alert, Taken> taken = decisions.together.take(List.of(
                alert("3", "a", State.ACKNOWLEDGED, 2, Map.of(AcknowledgedAtMonitor.BY, "suzuki")),
                alert("4", "b", State.ACKNOWLEDGED, 3, Map.of(AcknowledgedAtMonitor.BY, "sato"))));

        assertThat(taken).hasSize(2);
        assertThat(taken.values().stream().flatMap(one -> one.outgoing().stream()))
                .singleElement().asString().contains("sato").doesNotContain("suzuki");
    }

    /** Its incident becomes part of its cause's, unless its recovery has found it where it was before. */
    @Test
    void whatRecoversWhileItMovesToItsCauseDoesNotMove() {
        take(alert("1", "a", State.FIRING, 1, Map.of("role", "server")));
        take(alert("2", "switch", State.FIRING, 2, Map.of("role", "switch")));
        Alert over = alert("3", "a", State.RESOLVED, 3, Map.of("role", "server"));
        dynamoDb.beforeTransaction(() -> others.grouping.take(over));

        assertThat(decisions.related.absorb(decisions.incidents.ofGroup("host=a").orElseThrow())).isEmpty();

        assertThat(decisions.incidents.ofGroup("host=a")).get().matches(Incident::isResolved);
        assertThat(firingOf("dc")).extracting(row -> row.alert().host()).containsExactly("switch");
    }

    /** A death after that does not leave it in both, where its recovery would be looked for in one. */
    @Test
    void whatMovesToItsCauseMovesAtOnce() {
        take(alert("1", "a", State.FIRING, 1, Map.of("role", "server")));
        take(alert("2", "switch", State.FIRING, 2, Map.of("role", "switch")));
        Incident server = decisions.incidents.ofGroup("host=a").orElseThrow();
        dynamoDb.dieAfterWrite(1);
        assertThatThrownBy(() -> decisions.related.absorb(server)).isInstanceOf(WatchedDynamoDb.Killed.class);
        dynamoDb.count();

        assertThat(decisions.alerts.firing(server.id())).isEmpty();
        assertThat(firingOf("dc")).hasSize(2);
        assertThat(decisions.related.absorb(server)).extracting(Object::getClass).contains(Later.class, Withdrawal.class);
        assertThat(decisions.incidents.ofGroup("host=a")).get().matches(Incident::isTakenOver);
    }

    private List<AlertRow> firingOf(String group) {
        return decisions.alerts.firing(decisions.incidents.ofGroup(group).orElseThrow().id()).toList();
    }

    /** By its severity it belongs to another group, and whoever says again that it was over looks there. */
    @Test
    void anIncidentThatNobodyClosedIsClosedBeforeSomebodyIsPhoned() {
        take(critical("1", 1));
        dynamoDb.dieAfterWrite(2);
        Alert over = alert("2", "a", State.RESOLVED, 2, Map.of());
        assertThatThrownBy(() -> take(over)).isInstanceOf(WatchedDynamoDb.Killed.class);
        dynamoDb.count();
        take(alert("3", "a", State.FIRING, 3, Map.of()));
        take(over);
        Incident left = decisions.incidents.ofGroup("host=a").orElseThrow();
        assertThat(left).matches(Incident::isOpen);

        assertThat(decisions.closing.closeIfNothingFires(left)).isNotEmpty();

        assertThat(decisions.incidents.ofGroup("host=a")).get().matches(Incident::isResolved);
        Incident other = decisions.incidents.ofGroup("dc").orElseThrow();
        assertThat(decisions.closing.closeIfNothingFires(other)).as("in which something fires").isEmpty();
    }

    /** Both are looked at before one of them is filed. */
    @Test
    void twoWordsAboutTheSameThingThatBelongToDifferentGroupsFireInOne() {
        dynamoDb.beforeTransaction(() -> others.grouping.take(critical("1", 1)));
        take(alert("2", "a", State.FIRING, 2, Map.of()));

        assertThat(decisions.incidents.ofGroup("dc")).isEmpty();
        Incident incident = decisions.incidents.ofGroup("host=a").orElseThrow();
        assertThat(decisions.alerts.of(incident.id())).singleElement()
                .matches(row -> row.isFiring() && row.alert().id().equals("2"));
    }

    private static Alert critical(String id, int second) {
        return new Alert(id, "dc", "a", "", "", Severity.CRITICAL, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    private List<Outgoing> take(Alert alert) {
        return decisions.grouping.take(alert);
    }

    private static boolean isStep(Outgoing sent) {
        return sent instanceof Later later && later.task() == Task.ESCALATE;
    }

    private static Suppression suppression(String key) {
        return new Suppression(AlertKey.parse(key), NOW.plusSeconds(600), Severity.CRITICAL, "sato", "", false);
    }

    private static Alert alert(String id, String host, State state, int second, Map<String, String> labels) {
        return new Alert(id, "dc", host, "", "", Severity.ERROR, state, "", NOW, NOW.plusSeconds(second), labels);
    }
}
