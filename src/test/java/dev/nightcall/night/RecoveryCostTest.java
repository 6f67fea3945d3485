package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.incident.Taken;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.simulator.Watcher;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What recoveries ask of DynamoDB. */
class RecoveryCostTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final List<DynamoDbRequest> requests = new ArrayList<>();
    private final Decisions decisions = new Decisions(Names.standard().tables(),
            new MemoryDynamoDb(MemoryTables.of(Names.standard()), new Watcher() {
                @Override
                public void before(DynamoDbRequest request) {
                    requests.add(request);
                }
            }), PLAN, clock);
    private int number;

    @Test
    void alone() {
        take(said(State.FIRING, system -> "sys", 1));
        Map<Alert, Taken> taken = take(said(State.RESOLVED, system -> "sys", 1));
        assertThat(taken.values()).extracting(Taken::decision).containsExactly(Decision.RECOVERED);
        assertThat(requests).as("" + count()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void tenOfOneIncidentThatGoesOn() {
        take(said(State.FIRING, system -> "sys", 10));
        take(said(State.FIRING, system -> "sys", 11));
        take(said(State.RESOLVED, system -> "sys", 10));
        assertThat(requests).as("" + count()).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void tenOfTenIncidents() {
        take(said(State.FIRING, system -> "sys" + system, 10));
        take(said(State.RESOLVED, system -> "sys" + system, 10));
        assertThat(requests).as("" + count()).hasSizeLessThanOrEqualTo(46);
    }

    /** The first that fires is enough to know that the incident goes on, however many have recovered. */
    @Test
    void whereOneFiresTheOthersAreNotRead() {
        List<Alert> firing = said(State.FIRING, system -> "sys", 300);
        List<Alert> over = said(State.RESOLVED, system -> "sys", 300);
        for (int from = 0; from < 300; from += 10) {
            take(firing.subList(from, from + 10));
        }
        for (int from = 1; from < 299; from += 10) {
            take(over.subList(from, Math.min(299, from + 10)));
        }

        take(over.subList(299, 300));

        assertThat(decisions.incidents.ofGroup("sys")).get().matches(Incident::isOpen);
        assertThat(requests).as("" + count()).filteredOn(QueryRequest.class::isInstance).hasSize(1);
    }

    /** Some monitors say all the time that all is well. What was looked at for all alerts is enough. */
    @Test
    void aRepeatedRecoveryReadsNoRows() {
        take(said(State.FIRING, system -> "sys" + system, 10));
        take(said(State.RESOLVED, system -> "sys" + system, 10));
        Map<Alert, Taken> taken = take(said(State.RESOLVED, system -> "sys" + system, 10));
        assertThat(taken).hasSize(10);
        assertThat(taken.values()).allSatisfy(one -> {
            assertThat(one.decision()).isEqualTo(Decision.IGNORED);
            assertThat(one.outgoing()).isEmpty();
        });
        assertThat(requests).as("" + count()).noneMatch(QueryRequest.class::isInstance).hasSizeLessThanOrEqualTo(4);
    }

    /** So each of them is written down, though nothing fires: what fired between two of them may still be on its way. */
    @Test
    void aRepeatedRecoveryIsNewerThanWhatFiredBeforeItAndIsHandledAfterIt() {
        take(said(State.FIRING, system -> "sys", 1));
        take(said(State.RESOLVED, system -> "sys", 1));
        List<Alert> between = said(State.FIRING, system -> "sys", 1);
        take(said(State.RESOLVED, system -> "sys", 1));

        assertThat(take(between).values()).extracting(Taken::decision).containsExactly(Decision.OLDER);
        assertThat(decisions.incidents.ofGroup("sys")).get().matches(Incident::isResolved);
    }

    private Map<String, Long> count() {
        return requests.stream().collect(Collectors.groupingBy(one -> one.getClass().getSimpleName(), Collectors.counting()));
    }

    private Map<Alert, Taken> take(List<Alert> alerts) {
        requests.clear();
        return decisions.together.take(alerts);
    }

    private List<Alert> said(State state, Function<Integer, String> system, int count) {
        return IntStream.range(0, count).mapToObj(host -> new Alert("a" + ++number, system.apply(host), "host" + host, "", "",
                Severity.ERROR, state, "", null, clock.instant().plusNanos(number), Map.of())).toList();
    }
}
