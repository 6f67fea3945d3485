package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.InHand;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Alerts that have passed the suppressions and are filed while one begins; suppressions that end early, or begin by half. */
class SuppressedMeanwhileTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);
    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(30));

    private final SettableClock clock = new SettableClock(NOW);
    private final WatchedDynamoDb dynamoDb = new WatchedDynamoDb(MemoryTables.of(Names.standard()));
    private final Decisions decisions = new Decisions(Names.standard().tables(), dynamoDb.client(), PLAN, clock);

    @Test
    void aRepeatThatIsHandledAfterThe9IsHeld() {
        Incident incident = open("a");
        Alert repeat = alert("2", "a", Severity.ERROR, 2);
        InHand passed = decisions.passed(List.of(repeat));
        assertThat(passed.isDone()).isFalse();
        suppress();

        List<Outgoing> sent = decisions.stages.grouping().take(passed).outgoing();

        isSuppressed(incident, repeat);
        assertThat(sent).noneMatch(message -> message instanceof Later later && later.task() == Task.ESCALATE);
        assertThat(decisions.grouping.take(repeat)).as("once more").isEqualTo(sent);
    }

    @Test
    void aRepeatThatIsFiledWhileThe9IsSettledIsHeld() {
        Incident incident = open("a");
        Alert repeat = alert("2", "a", Severity.ERROR, 2);
        dynamoDb.before("PutItem", () -> decisions.grouping.take(repeat));

        suppress();

        isSuppressed(incident, repeat);
    }

    @Test
    void butNotOneThatIsWorse() {
        Incident incident = open("a");
        Alert worse = alert("2", "a", Severity.CRITICAL, 2);
        dynamoDb.before("PutItem", () -> decisions.grouping.take(worse));
        suppress();
        assertThat(current("sys")).returns(incident.id(), Incident::id).matches(Incident::isOpen);
        assertThat(decisions.alerts.of(incident.id())).singleElement().matches(AlertRow::isFiring);
    }

    @Test
    void repeatsThatAreTakenTogetherAreHeld() {
        Incident incident = open("a", "b");
        List<Alert> repeats = List.of(alert("3", "a", Severity.ERROR, 3), alert("4", "b", Severity.WARNING, 4));
        dynamoDb.beforeTransaction(this::suppress);

        assertThat(decisions.together.take(repeats)).containsOnlyKeys(repeats);

        isSuppressed(incident, repeats.get(0), repeats.get(1));
    }

    @Test
    void whatOpensAnIncidentWhileItsSuppressionBeginsPhonesNobody() {
        Alert first = alert("1", "a", Severity.ERROR, 1);
        dynamoDb.beforeTransaction(() -> decisions.suppressing.begin(suppression("sys/*/*", UNTIL)));
        List<Outgoing> sent = decisions.grouping.take(first);
        isSuppressed(current("sys"), first);
        assertThat(sent).contains(look(current("sys")));
    }

    @Test
    void soItIsTogetherWithOthers() {
        List<Alert> first = List.of(alert("1", "a", Severity.ERROR, 1), alert("2", "b", Severity.ERROR, 2));
        dynamoDb.beforeTransaction(() -> decisions.suppressing.begin(suppression("sys/*/*", UNTIL)));
        assertThat(decisions.together.take(first)).containsOnlyKeys(first);
        isSuppressed(current("sys"), first.get(0), first.get(1));
    }

    /** Two suppressions hold the same, and one of them is ended early. */
    @Test
    void theEndIsThatOfTheSuppressionThatIsLeft() {
        Incident incident = open("a");
        suppress();
        Instant longer = UNTIL.plus(Duration.ofHours(2));
        decisions.suppressing.begin(suppression("sys/*/*", longer));
        assertThat(current("sys")).returns(longer, Incident::suppressedUntil);

        decisions.holding.endEarly(AlertKey.parse("sys/*/*"));
        List<Outgoing> sent = decisions.suppressing.lookThrough(lookThrough("sys/*/*"));

        assertThat(current("sys")).returns(incident.id(), Incident::id).matches(Incident::isSuppressed)
                .returns(UNTIL, Incident::suppressedUntil).returns("sato", Incident::suppressedBy);
        assertThat(sent).contains(look(current("sys")));
    }

    @Test
    void withoutAnyLeftItComesBack() {
        Incident incident = open("a");
        decisions.suppressing.begin(suppression("sys/*/*", UNTIL));
        decisions.holding.endEarly(AlertKey.parse("sys/*/*"));
        decisions.suppressing.lookThrough(lookThrough("sys/*/*")).stream().filter(sent -> sent instanceof Raised)
                .forEach(sent -> decisions.grouping.take(((Raised) sent).alert()));
        assertThat(current("sys")).returns(incident.id(), Incident::id).matches(Incident::isOpen);
    }

    /** Whoever asked for it has no answer, and may not ask again. */
    @Test
    void whatDiesWhileItBeginsASuppressionIsBroughtToItsEndByTheMessageThatWasSentBefore() {
        Incident incident = open("a", "b");
        Suppression all = suppression("sys/*/*", UNTIL);
        for (int write = 1; ; write++) {
            dynamoDb.dieAfterWrite(write);
            try {
                decisions.suppressing.begin(all);
                break;
            } catch (WatchedDynamoDb.Killed e) {
                dynamoDb.count();
                decisions.suppressing.lookThrough(lookThrough("sys/*/*"));
                assertThat(current("sys")).as("after write " + write).returns(incident.id(), Incident::id)
                        .matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
            }
        }
    }

    private void isSuppressed(Incident incident, Alert... held) {
        assertThat(current("sys")).returns(incident.id(), Incident::id).matches(Incident::isSuppressed);
        assertThat(decisions.alerts.of(incident.id())).allMatch(AlertRow::isHeld);
        for (Alert alert : held) {
            assertThat(alert.key().suppressedBy().stream().flatMap(key -> decisions.alerts.of("suppression/" + key)))
                    .extracting(AlertRow::alert).contains(alert);
        }
    }

    private Incident open(String... hosts) {
        int number = 1;
        for (String host : hosts) {
            decisions.grouping.take(alert("" + number, host, Severity.ERROR, number++));
        }
        Incident incident = current("sys");
        Reached reached = decisions.escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        decisions.escalation.acted(reached);
        return current("sys");
    }

    private void suppress() {
        decisions.suppressing.suppress(current("sys"), new Meaning.Watches("sato", NOW, UNTIL));
    }

    private Incident current(String group) {
        return decisions.incidents.ofGroup(group).orElseThrow();
    }

    private static Later look(Incident suppressed) {
        return new Later(Task.LOOK_AT_SUPPRESSED, suppressed.id(), UNTIL.getEpochSecond(), UNTIL.plusSeconds(30));
    }

    private static Later lookThrough(String key) {
        return new Later(Task.LOOK_THROUGH, key, 0, NOW);
    }

    private static Suppression suppression(String key, Instant until) {
        return new Suppression(AlertKey.parse(key), until, Severity.CRITICAL, "boss", "", false);
    }

    private static Alert alert(String id, String host, Severity severity, int second) {
        return new Alert(id, "sys", host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
