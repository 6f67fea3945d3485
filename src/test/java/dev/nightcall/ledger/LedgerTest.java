package dev.nightcall.ledger;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Table;
import dev.nightcall.ledger.Ledger.Handled;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import dev.nightcall.night.Cloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What was accepted and what became of it, whoever writes first. */
@ExtendWith(Cloud.Extension.class)
class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Ledger ledger;

    @BeforeEach
    void begin(Cloud cloud) {
        String table = "l" + UUID.randomUUID().toString().substring(0, 8);
        DynamoDbClient dynamoDb = DynamoDbClient.create();
        Names.Tables standard = Names.standard().tables();
        new Provisioning(new Names(Names.standard().queues(), new Names.Tables(table + "i", table + "a", table + "t",
                table + "s", table + "l", table + "f", table + "c", table + "o", table), standard.ledger()))
                .createLastingTables(dynamoDb);
        ledger = new Ledger(new Table(dynamoDb, table), Duration.ofDays(1), Clock.fixed(NOON.plusSeconds(1), ZoneOffset.UTC));
    }

    @Test
    void saysOfEveryAlertWhatBecameOfIt() {
        List<Alert> alerts = IntStream.range(0, 60).mapToObj(n -> alert("a" + n, NOON)).toList();

        ledger.accepted(alerts);
        ledger.handled(List.of(new Handled(alerts.get(7), "joined", "i1")));

        List<Entry> entries = ledger.between(NOON, NOON.plusNanos(1)).toList();
        assertThat(entries).hasSize(60).filteredOn(Entry::isHandled).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo("a7");
            assertThat(entry.acceptedAt()).isEqualTo(NOON.plusSeconds(1));
            assertThat(entry.decision()).isEqualTo("joined");
            assertThat(entry.incident()).isEqualTo("i1");
        });
    }

    @Test
    void doesNotMindWhoIsFasterNorWhoSaysItAgain() {
        Alert alert = alert("a", NOON);

        ledger.handled(List.of(new Handled(alert, "held", null), new Handled(alert, "opened", "i1")));
        ledger.accepted(List.of(alert, alert));
        ledger.accepted(List.of(alert));

        assertThat(ledger.between(NOON, NOON.plusSeconds(1))).singleElement()
                .isEqualTo(new Entry("a", alert.identity(), "firing", NOON, NOON.plusSeconds(1), NOON.plusSeconds(1), "opened", "i1"));
    }

    @Test
    void tellsAnAlertFromTheSameRaisedAgain() {
        Alert alert = alert("a", NOON);

        ledger.accepted(List.of(alert, alert.raisedAgain(NOON.plusSeconds(700), NOON.plusSeconds(700))));
        ledger.handled(List.of(new Handled(alert, "held", null)));

        assertThat(ledger.between(NOON, NOON.plusSeconds(701))).extracting(Entry::isHandled).containsExactly(true, false);
        assertThat(ledger.between(NOON, NOON.plusSeconds(700))).hasSize(1);
        assertThat(ledger.between(NOON.plusSeconds(1), NOON.plusSeconds(701))).hasSize(1);
    }

    private static Alert alert(String id, Instant receivedAt) {
        return new Alert(id, "XYZ", "h" + id, "", "", Severity.CRITICAL, State.FIRING, "", null, receivedAt, Map.of());
    }
}
