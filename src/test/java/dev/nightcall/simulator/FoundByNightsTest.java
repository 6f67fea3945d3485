package dev.nightcall.simulator;

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
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What simulated nights, and people who read, have found, each by itself. */
class FoundByNightsTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            dependencies:
              - {match: {system: shop}, dependsOn: bank}
            """);

    private final SettableClock clock = new SettableClock(Clouds.EVENING);
    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final Decisions decisions = decisions(Watcher.NONE);

    private Decisions decisions(Watcher watcher) {
        return new Decisions(Names.standard().tables(), new MemoryDynamoDb(tables, watcher), PLAN, clock);
    }

    /** The alert recovers before 9 is settled again: what fires next is held, and has to be raised at the end all the same. */
    @Test
    void whatBeganASuppressionAndDiedEndsItThoughTheAlertHasRecovered() {
        Incident incident = taken(says("shop", State.FIRING));
        Instant until = Clouds.EVENING.plus(Duration.ofMinutes(5));
        Meaning.Watches nine = new Meaning.Watches("sato", Clouds.EVENING, until);
        assertThatThrownBy(() -> decisions(diesAfter(1)).suppressing.suppress(incident, nine))
                .isInstanceOf(Crash.class);
        taken(says("shop", State.RESOLVED));

        List<Outgoing> again = decisions.suppressing.suppress(decisions.incidents.find(incident.id()).orElseThrow(), nine);

        assertThat(again).anyMatch(one -> one instanceof Later later && later.task() == Task.END_SUPPRESSION
                && later.due().equals(until));
    }

    /** The consequence recovers while it is taken over, and whoever takes it over dies then: it fires nowhere. */
    @Test
    void whatRecoversWhileItIsTakenOverDoesNotFireWithItsCause() {
        Incident consequence = taken(says("shop", State.FIRING));
        Incident cause = taken(says("bank", State.FIRING));
        Alert recovery = says("shop", State.RESOLVED);

        mayDie(() -> decisions(overtakenBy(recovery)).related.absorb(consequence));
        decisions.related.absorb(decisions.incidents.find(consequence.id()).orElseThrow());

        assertThat(decisions.alerts.of(cause.id()).filter(AlertRow::firesHere).map(row -> row.alert().system()))
                .containsExactly("bank");
    }

    /**
     * What fires with its cause and has to be raised, as that is suppressed, had fired before and was over: that word comes again, and
     * noted that the alert is where it was then.
     */
    @Test
    void anOlderWordDoesNotMoveWhatFiresWithItsCause() {
        taken(says("shop", "other", State.FIRING));
        Alert older = says("shop", State.FIRING);
        taken(older);
        taken(says("shop", State.RESOLVED));
        Incident cause = taken(says("bank", State.FIRING));
        Alert consequence = says("shop", State.FIRING);
        taken(consequence);
        decisions.suppressing.begin(new Suppression(AlertKey.parse("bank/*/*"), Clouds.EVENING.plus(Duration.ofMinutes(5)),
                Severity.CRITICAL, "sato", "", false));

        taken(older);

        assertThat(decisions.related.raise(new Later(Task.RAISE_RELATED, cause.id(), 0, clock.instant())))
                .anyMatch(one -> one instanceof Raised raised && raised.alert().id().equals(consequence.id()));
    }

    /** The plan groups by more than the system from now on; what fires already is where it was. */
    @Test
    void aCauseIsFoundWhereItWasFiledThoughThePlanHasAnotherGroupForItNow() {
        Incident cause = taken(says("bank", State.FIRING));
        OnCall finer = OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
                policies:
                  default: {groupBy: [system, host], steps: [{recipients: ["call:sato"]}]}
                dependencies:
                  - {match: {system: shop}, dependsOn: bank}
                """);
        Alert consequence = says("shop", State.FIRING);

        String incident = new Decisions(Names.standard().tables(), new MemoryDynamoDb(tables, Watcher.NONE), finer, clock).together
                .take(List.of(consequence)).get(consequence).incident();

        assertThat(incident).isEqualTo(cause.id());
    }

    /** Somebody takes an incident while its cause takes over what it is about: nothing is left of it, and it is over. */
    @Test
    void whatIsTakenWhileItIsTakenOverIsOver() {
        Incident consequence = taken(says("shop", State.FIRING));
        taken(says("bank", State.FIRING));

        decisions(overtaken(() -> decisions.acknowledging.take(consequence.id(), "sato", clock.instant()))).related
                .absorb(consequence);

        assertThat(decisions.incidents.find(consequence.id()).orElseThrow().isTakenOver()).isTrue();
    }

    private static void mayDie(Runnable work) {
        try {
            work.run();
        } catch (Crash e) {
            assertThat(e).hasMessage("kill -9");
        }
    }

    /** A process that dies after so many writes. */
    private static Watcher diesAfter(int writes) {
        return new Watcher() {
            private int left = writes;

            @Override
            public void after(DynamoDbRequest request) {
                if (isWrite(request) && --left == 0) {
                    throw new Crash();
                }
            }
        };
    }

    /** A process that is overtaken before its first write, and dies after what it files, if anything. */
    private Watcher overtakenBy(Alert recovery) {
        Watcher overtaken = overtaken(() -> decisions.together.take(List.of(recovery)));
        return new Watcher() {
            @Override
            public void before(DynamoDbRequest request) {
                overtaken.before(request);
            }

            @Override
            public void after(DynamoDbRequest request) {
                if (request instanceof TransactWriteItemsRequest) {
                    throw new Crash();
                }
            }
        };
    }

    /** A process that is overtaken before its first write. */
    private static Watcher overtaken(Runnable other) {
        return new Watcher() {
            private boolean done;

            @Override
            public void before(DynamoDbRequest request) {
                if (isWrite(request) && !done) {
                    done = true;
                    other.run();
                }
            }
        };
    }

    private static boolean isWrite(DynamoDbRequest request) {
        String name = request.getClass().getSimpleName();
        return name.startsWith("Put") || name.startsWith("Update") || name.startsWith("Transact");
    }

    private Alert says(String system, State state) {
        return says(system, "a", state);
    }

    private Alert says(String system, String host, State state) {
        clock.advance(Duration.ofSeconds(1));
        return new Alert(system + state + clock.instant(), system, host, "", "", Severity.ERROR, state, "", null,
                clock.instant(), Map.of());
    }

    private Incident taken(Alert alert) {
        String incident = decisions.together.take(List.of(alert)).get(alert).incident();
        return decisions.incidents.find(incident).orElseThrow();
    }
}
