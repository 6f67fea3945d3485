package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.escalation.Reached;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Telling;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left is not bad enough to phone anybody: the channels of all steps are told, wherever the escalation stands then. */
class RestingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default:
                callFrom: error
                steps: [{recipients: ["call:sato"], attempts: 2}, {recipients: ["direct:slack"]}]
              urgent: {steps: [{recipients: ["call:sato"]}]}
            rules: [{match: {severity: critical}, policy: urgent}]
            """);

    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final Decisions decisions = new Decisions(Names.standard().tables(), new MemoryDynamoDb(tables), PLAN,
            new SettableClock(NOW));

    @Test
    void atAnotherAttemptOfAStepTheyAreToldToo() {
        take("worse", Severity.ERROR, State.FIRING, 1);
        take("mild", Severity.WARNING, State.FIRING, 2);
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        assertThat(told(reach(incident, 1))).as("the first attempt").isEmpty();
        take("worse", Severity.ERROR, State.RESOLVED, 3);

        Reached second = reach(incident, 2);

        assertThat(decisions.incidents.find(incident.id())).get().matches(Course::isResting);
        assertThat(told(second)).containsExactly("direct:slack");
    }

    /** It is filed before it is written that the incident rests, so that whoever files it sees no rest. */
    @Test
    void whatIsWorseAndComesAtThatMomentBringsItsOwnPolicy() {
        WatchedDynamoDb watched = new WatchedDynamoDb(tables);
        Decisions other = new Decisions(Names.standard().tables(), watched.client(), PLAN, new SettableClock(NOW));
        take("mild", Severity.WARNING, State.FIRING, 1);
        Incident incident = decisions.incidents.ofGroup("sys").orElseThrow();
        watched.before("UpdateItem", () -> {
            WatchedDynamoDb dies = new WatchedDynamoDb(tables);
            dies.dieAfterWrite(2);
            try {
                new Decisions(Names.standard().tables(), dies.client(), PLAN, new SettableClock(NOW)).grouping
                        .take(alert("worst", Severity.CRITICAL, State.FIRING, 2));
            } catch (WatchedDynamoDb.Killed e) {
                assertThat(decisions.incidents.find(incident.id())).get().returns(Severity.WARNING, Incident::severity);
            }
        });

        other.escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();

        assertThat(decisions.incidents.find(incident.id())).get()
                .returns("urgent", now -> now.policy().name()).returns(Severity.CRITICAL, Incident::severity);
    }

    private Reached reach(Incident incident, long position) {
        Reached reached = decisions.escalation.reach(new Later(Task.ESCALATE, incident.id(), position, NOW)).orElseThrow();
        decisions.escalation.next(reached, true);
        decisions.escalation.acted(reached);
        return reached;
    }

    private List<String> told(Reached reached) {
        List<Outgoing> notices = decisions.escalation.notices(reached);
        return notices.stream().map(one -> ((Telling) one).recipient()).toList();
    }

    private void take(String host, Severity severity, State state, int second) {
        decisions.grouping.take(alert(host, severity, state, second));
    }

    private static Alert alert(String host, Severity severity, State state, int second) {
        return new Alert("a" + second, "sys", host, "", "", severity, state, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
