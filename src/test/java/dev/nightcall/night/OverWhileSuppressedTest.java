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
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An alert recovers while it is suppressed: before each request of the one the other begins, and dies after each of its writes;
 * the first goes on, and the second is repeated. Whatever happens, nothing is held that is over.
 */
class OverWhileSuppressedTest {

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
    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final WatchedDynamoDb ofFirst = new WatchedDynamoDb(tables);
    private final WatchedDynamoDb ofSecond = new WatchedDynamoDb(tables);
    private final Decisions first = new Decisions(Names.standard().tables(), ofFirst.client(), PLAN, clock);
    private final Decisions second = new Decisions(Names.standard().tables(), ofSecond.client(), PLAN, clock);
    private int systems;

    private interface Doing {

        void about(Decisions decisions, Incident incident);
    }

    /** What is done once, and again by the message that is still there when who does it dies. */
    private record Suppressing(String name, Doing once, Doing repeat) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Suppressing> suppressing() {
        Doing nine = (decisions, incident) -> decisions.suppressing.suppress(
                decisions.incidents.find(incident.id()).orElseThrow(), new Meaning.Watches("sato", NOW, UNTIL));
        // Who asks by HTTP may not ask again: another look is announced before.
        return Stream.of(new Suppressing("9 on the telephone", nine, nine), new Suppressing("a request by HTTP",
                (decisions, incident) -> decisions.suppressing.begin(all(incident)),
                (decisions, incident) -> decisions.suppressing.lookThrough(
                        new Later(Task.LOOK_THROUGH, all(incident).key().toString(), 0, NOW))));
    }

    @ParameterizedTest
    @MethodSource("suppressing")
    void nothingIsHeldThatIsOver(Suppressing suppressing) {
        List<String> held = new ArrayList<>();
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            boolean[] died = {true};
            for (int write = 1; died[0]; write++) {
                Incident incident = open();
                int last = write;
                interrupted[0] = false;
                died[0] = false;
                ofFirst.beforeRequest(request, () -> {
                    interrupted[0] = true;
                    died[0] = dies(last, suppressing.once(), incident);
                });
                first.grouping.take(recovery(incident.group()));
                suppressing.repeat().about(second, incident);

                String when = "begun before request " + request + ", died after write " + write;
                assertThat(second.incidents.find(incident.id())).as(when).get().matches(Incident::isResolved);
                Stream.of(all(incident).holder(), all(incident).holder().replace("/*/*", "/a/"))
                        .flatMap(second.alerts::of).filter(AlertRow::isFiring)
                        .forEach(row -> held.add(when));
            }
        }
        assertThat(held).isEmpty();
    }

    private boolean dies(int write, Doing doing, Incident incident) {
        ofSecond.dieAfterWrite(write);
        try {
            doing.about(second, incident);
            return false;
        } catch (WatchedDynamoDb.Killed e) {
            return true;
        } finally {
            ofSecond.count();
        }
    }

    private Incident open() {
        String system = "sys" + systems++;
        second.grouping.take(alert(system, State.FIRING, 1));
        return second.incidents.ofGroup(system).orElseThrow();
    }

    private static Suppression all(Incident incident) {
        return new Suppression(AlertKey.parse(incident.group() + "/*/*"), UNTIL, Severity.CRITICAL, "boss", "", false);
    }

    private static Alert recovery(String system) {
        return alert(system, State.RESOLVED, 60);
    }

    private static Alert alert(String system, State state, int second) {
        return new Alert(state.word(), system, "a", "", "", Severity.ERROR, state, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
