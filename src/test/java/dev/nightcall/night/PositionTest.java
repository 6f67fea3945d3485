package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.call.CallRequests;
import dev.nightcall.call.Telephones;
import dev.nightcall.escalation.Reached;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What reaching a position costs, as a storm does it a thousand times; and a death between any two of its writes. */
@ExtendWith(Cloud.Extension.class)
class PositionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              away:
                name: 山田
                phones: [{number: "+819000000002"}]
                unavailable: [{from: 2026-11-01, to: 2026-12-31, reason: leave}]
            policies:
              default: {steps: [{recipients: ["call:sato"], wait: 3m}]}
              nobody: {steps: [{recipients: ["call:away"], wait: 3m}]}
            rules:
              - {match: {system: "empty*"}, policy: nobody}
            """);

    private Night night;
    private WatchedDynamoDb dynamoDb;
    private Decisions decisions;
    private CallRequests requests;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        night = Night.withoutNightcall(cloud, clock);
        dynamoDb = new WatchedDynamoDb();
        decisions = new Decisions(night, dynamoDb.client(), PLAN, clock);
        requests = new Telephones(dynamoDb.client(), night.names().tables(), decisions.incidents, PLAN, clock).requests;
    }

    @AfterEach
    void end() throws Exception {
        dynamoDb.close();
        night.close();
    }

    @Test
    void itIsReachedWithFiveRequests() {
        Later first = opened("shop");
        dynamoDb.count();

        assertThat(escalate(first)).containsExactly(next(first, Duration.ofMinutes(3)));

        assertThat(dynamoDb.requests()).containsExactly("GetItem", "TransactWriteItems", "GetItem",
                "TransactWriteItems", "UpdateItem");
        assertThat(escalate(first)).isEmpty();
    }

    @Test
    void aDeathAfterAnyOfItsWritesIsNotSeenInTheEnd() {
        for (int write = 1; write <= 3; write++) {
            Later first = opened("shop" + write);
            dynamoDb.dieAfterWrite(write);
            assertThat(diesAt(first)).as("died after write " + write).isTrue();
            dynamoDb.count();
            // All was sent before the last write, so that nothing is left to send after it.
            assertThat(escalate(first)).isEqualTo(write == 3 ? List.of() : List.of(next(first, Duration.ofMinutes(3))));
            assertThat(decisions.incidents.find(first.subject())).get()
                    .matches(incident -> incident.asked().contains("sato") && incident.acted() == 1);
        }
    }

    @Test
    void whereNobodyCanBeAskedTheNextIsDueAtOnce() {
        Later first = opened("empty");
        assertThat(escalate(first)).containsExactly(next(first, Duration.ZERO));
    }

    private Later opened(String system) {
        decisions.grouping.take(new Alert(system, system, "host", "", "", Severity.ERROR, State.FIRING, "", NOW, NOW, Map.of()));
        return new Later(Task.ESCALATE, decisions.incidents.ofGroup(system).orElseThrow().id(), 1, NOW);
    }

    private static Outgoing next(Later first, Duration wait) {
        return new Later(Task.ESCALATE, first.subject(), 2, NOW.plus(wait));
    }

    private boolean diesAt(Later first) {
        try {
            escalate(first);
            return false;
        } catch (WatchedDynamoDb.Killed e) {
            return true;
        }
    }

    /** As the routes do it. @return the next position */
    private List<Outgoing> escalate(Later later) {
        return decisions.escalation.find(later).filter(incident -> decisions.related.absorb(incident).isEmpty())
                .flatMap(incident -> decisions.escalation.reach(later, incident)).map(this::tell).orElse(List.of());
    }

    private List<Outgoing> tell(Reached reached) {
        boolean asked = reached.calls().stream().map(call -> requests.ask(call.substring("call:".length()), reached).anew())
                .reduce(false, Boolean::logicalOr);
        List<Outgoing> next = decisions.escalation.next(reached, asked);
        decisions.escalation.notices(reached);
        decisions.escalation.acted(reached);
        return next;
    }
}
