package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** One of many alerts of an incident that is over fires again: somebody is about to be called, and the others are not needed. */
class ReopeningCostTest {

    private static final int ALERTS = 200;
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final AtomicInteger handedOver = new AtomicInteger();
    private final Decisions decisions = new Decisions(Names.standard().tables(),
            counting(new MemoryDynamoDb(MemoryTables.of(Names.standard()))), PLAN, clock);

    @Test
    void whatHasRecoveredIsNotHandedOverBeforeTheFirstStep() {
        says(State.FIRING, ALERTS);
        clock.advance(Duration.ofSeconds(10));
        says(State.RESOLVED, ALERTS);
        Incident over = decisions.incidents.ofGroup("shop").orElseThrow();
        assertThat(over.isOverByMonitor()).isTrue();
        clock.advance(Duration.ofSeconds(10));
        handedOver.set(0);

        says(State.FIRING, 1);
        Incident again = decisions.incidents.find(over.id()).orElseThrow();
        assertThat(decisions.closing.closeIfNothingFires(again)).isEmpty();

        assertThat(again.isOpen()).isTrue();
        assertThat(handedOver.get()).isLessThan(20);
    }

    /** The same for one that opens an incident of its own, as it is long ago. */
    @Test
    void norBeforeTheGroupHasAnotherIncident() {
        says(State.FIRING, ALERTS);
        clock.advance(Duration.ofSeconds(10));
        says(State.RESOLVED, ALERTS);
        clock.advance(Duration.ofHours(1));
        handedOver.set(0);

        says(State.FIRING, 1);

        assertThat(handedOver.get()).isLessThan(20);
    }

    private void says(State state, int alerts) {
        for (int n = 0; n < alerts; n++) {
            Instant now = clock.instant();
            decisions.grouping.take(new Alert(state + "" + n + now, "shop", "web" + n, "disk", "", Severity.ERROR, state, "",
                    now, now, Map.of()));
        }
    }

    private DynamoDbClient counting(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("queryPaginator") && arguments[0] instanceof QueryRequest request) {
                        return new QueryIterable((DynamoDbClient) proxy, request);
                    }
                    try {
                        Object answer = method.invoke(client, arguments);
                        if (answer instanceof QueryResponse page) {
                            handedOver.addAndGet(page.items().size());
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
