package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The consequence of a consequence, in whatever order they come: people are called about the first cause. */
class ChainOfCausesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            dependencies:
              - {match: {system: shop, host: web}, dependsOn: {labels: {role: [database, power]}}}
              - {match: {system: shop, host: db}, dependsOn: network}
            """);

    private final Decisions decisions = new Decisions(Names.standard().tables(),
            new MemoryDynamoDb(MemoryTables.of(Names.standard())), PLAN, new SettableClock(NOW));
    private int second;

    @ParameterizedTest
    @ValueSource(strings = {"network db web", "network web db", "db network web", "db web network", "web network db",
        "web db network"})
    void inWhateverOrderTheyCome(String hosts) {
        take(hosts);
        incident("shop").ifPresent(decisions.related::absorb);

        Incident network = incident("network").orElseThrow();
        assertThat(incident("shop")).matches(shop -> shop.isEmpty() || shop.get().isTakenOver());
        assertThat(decisions.alerts.of(network.id()).filter(AlertRow::isFiringAsRelated)).extracting(row -> row.alert().host())
                .containsExactlyInAnyOrder("db", "web");
    }

    /** One of its causes fires beside it, the other one elsewhere. */
    @Test
    void ofSeveralCausesTheOneThatIsElsewhereCounts() {
        take("web db power");

        assertThat(decisions.related.absorb(incident("shop").orElseThrow())).as("the database stands for itself").isEmpty();
        take("network");
        decisions.related.absorb(incident("shop").orElseThrow());

        assertThat(incident("shop")).get().matches(Incident::isTakenOver);
        assertThat(decisions.alerts.of(incident("power").orElseThrow().id()).filter(AlertRow::isFiringAsRelated))
                .extracting(row -> row.alert().host()).containsExactly("web");
        assertThat(decisions.alerts.of(incident("network").orElseThrow().id()).filter(AlertRow::isFiringAsRelated))
                .extracting(row -> row.alert().host()).containsExactly("db");
    }

    private void take(String hosts) {
        for (String host : hosts.split(" ")) {
            boolean shop = List.of("db", "web").contains(host);
            decisions.grouping.take(new Alert("a" + second++, shop ? "shop" : host, host, "", "", Severity.ERROR, State.FIRING, "",
                    NOW, NOW.plusSeconds(second), Map.of("role", host.equals("db") ? "database" : host)));
        }
    }

    private Optional<Incident> incident(String group) {
        return decisions.incidents.ofGroup(group);
    }
}
