package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.local.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the store in memory has that DynamoDB has not: who watches, who lets things end, and what it does not know. */
class MemoryDynamoDbTest {

    private static final Names.Tables NAMES = Names.standard().tables();
    private static final Item KEY = Item.of("holder", "h").with("key", "k");

    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final MemoryDynamoDb client = new MemoryDynamoDb(tables);
    private final Table alerts = new Table(client, NAMES.alerts());

    @Test
    void whoWatchesCrashesBeforeOrAfterTheEffect() {
        List<String> seen = new ArrayList<>();
        Table watched = new Table(new MemoryDynamoDb(tables, new Watcher() {

            @Override
            public void before(DynamoDbRequest request) {
                seen.add("before " + request.getClass().getSimpleName());
                if (seen.size() == 1) {
                    throw new IllegalStateException("refused");
                }
            }

            @Override
            public void after(DynamoDbRequest request) {
                seen.add("after " + request.getClass().getSimpleName());
                throw new IllegalStateException("lost");
            }
        }), NAMES.alerts());

        assertThatThrownBy(() -> watched.put(KEY).execute()).hasMessage("refused");
        assertThat(alerts.get(KEY)).isEmpty();
        assertThatThrownBy(() -> watched.put(KEY).execute()).hasMessage("lost");
        assertThat(alerts.get(KEY)).isPresent();
        assertThat(watched.put(KEY).whenAbsent("key").execute()).as("refused by the store").isEmpty();
        assertThat(seen).containsExactly("before PutItemRequest", "before PutItemRequest", "after PutItemRequest",
                "before PutItemRequest");
    }

    @Test
    void whoWatchesMayAskTheStoreAndIsFaster() {
        Watcher faster = new Watcher() {

            @Override
            public void before(DynamoDbRequest request) {
                alerts.put(KEY).execute();
            }
        };

        assertThat(new Table(new MemoryDynamoDb(tables, faster), NAMES.alerts()).put(KEY).whenAbsent("key").execute()).isEmpty();
    }

    @Test
    void endsWhatHasEndedWhenItIsTold() {
        Instant now = Instant.parse("2026-11-22T18:10:00Z");
        Table lines = new Table(client, NAMES.lines());
        Map<String, Long> ends = Map.of("over", now.getEpochSecond() - 1, "not yet", now.getEpochSecond(), "mistake", 5L);
        ends.forEach((name, end) -> lines.put(Item.of("set", "s").with("name", name).with("expires", end)).execute());
        lines.put(Item.of("set", "s").with("name", "lasts")).execute();
        tables.expire(now);

        assertThat(lines.partition("set", "s")).extracting(item -> item.text("name"))
                .containsExactly("lasts", "mistake", "not yet");
    }

    @Test
    void handsBackTheKeysOfWhatDoesNotFitIntoAnAnswer() {
        String long300k = "x".repeat(300_000);
        alerts.putAll(IntStream.range(0, 60).mapToObj(n ->
                Item.of("holder", "h").with("key", "" + n).with("text", long300k)).toList());
        List<Map<String, AttributeValue>> keys = IntStream.range(0, 60).mapToObj(n ->
                Map.of("holder", AttributeValue.fromS("h"), "key", AttributeValue.fromS("" + n))).toList();
        Reads reads = new Reads(client);
        List<Supplier<Optional<Item>>> found = IntStream.range(0, 60).mapToObj(n ->
                reads.get(alerts, Item.of("holder", "h").with("key", "" + n))).toList();
        reads.run();

        KeysAndAttributes all = KeysAndAttributes.builder().keys(keys).build();
        assertThat(client.batchGetItem(get -> get.requestItems(Map.of(NAMES.alerts(), all))).unprocessedKeys().get(NAMES.alerts())
                .keys()).hasSize(5);
        assertThat(found).allSatisfy(one -> assertThat(one.get()).isPresent());
    }

    @Test
    void doesNotGuess() {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.getItem(get -> get
                .tableName(NAMES.alerts()).key(Map.of()).projectionExpression("#a")))
                .withMessageContaining("ProjectionExpression");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.updateItem(update -> update
                .tableName(NAMES.alerts()).key(Map.of()).returnValues(ReturnValue.UPDATED_OLD)))
                .withMessageContaining("UPDATED_OLD");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.putItem(put -> put
                .tableName(NAMES.alerts()).item(Map.of("a", AttributeValue.fromBool(true))))).withMessageContaining("BOOL");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.transactGetItems(get -> { }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "begins_with(#a, :a); begins_with", "#a > :a; >", "#a <> :a; <>", "#a BETWEEN :a AND :a; BETWEEN", "size(#a) = :a; size",
        "a = :a; \"a\"", "#a.b = :a; .", ":a = #a; :a", "#a = #a; #a", "#a = :a #a; #a", "(#a = :a; ends here",
    })
    void namesTheConditionThatItDoesNotKnow(String expression, String named) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> Condition.of(expression))
                .withMessageContaining(named).withMessageContaining(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SET #a = #a + :a; #a", "SET #a = list_append(#a, :a); list_append", "SET #a = if_not_exists(#b, :a); #b",
        "SET #a.b = :a; .", "PUT #a :a; PUT",
    })
    void namesTheChangeThatItDoesNotKnow(String expression, String named) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> Change.of(expression))
                .withMessageContaining(named);
    }

    @Test
    void keepsApartWhatTwoStoresHold() {
        alerts.put(KEY).execute();
        MemoryDynamoDb other = new MemoryDynamoDb(MemoryTables.of(Names.standard()));

        assertThat(new Table(other, NAMES.alerts()).get(KEY)).isEmpty();
        assertThat(new Transactions(client).execute(alerts.check(KEY).whenPresent("key"))).isTrue();
    }
}
