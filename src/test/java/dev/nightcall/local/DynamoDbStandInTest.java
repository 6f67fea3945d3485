package dev.nightcall.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class DynamoDbStandInTest {

    @TempDir
    private Path folder;

    @Test
    void holdsTheTablesOfNightcall() throws Exception {
        Names names = Names.standard();
        try (DynamoDbStandIn standIn = new DynamoDbStandIn(0, null).start();
             DynamoDbClient dynamoDb = Clients.dynamoDb(Clients.loopback(standIn.port()))) {
            Provisioning provisioning = new Provisioning(names);
            provisioning.createTables(dynamoDb);
            provisioning.createTables(dynamoDb);

            assertThat(dynamoDb.listTables().tableNames()).containsExactlyInAnyOrder("nightcall-incidents",
                    "nightcall-alerts", "nightcall-timeline", "nightcall-suppressions", "nightcall-lines",
                    "nightcall-fleet", "nightcall-calls", "nightcall-overrides", "nightcall-ledger");
            assertThat(dynamoDb.describeTimeToLive(r -> r.tableName(names.tables().suppressions()))
                    .timeToLiveDescription())
                    .satisfies(ttl -> assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED))
                    .satisfies(ttl -> assertThat(ttl.attributeName()).isEqualTo("expires"));

            String incidents = names.tables().incidents();
            put(dynamoDb, incidents, Map.of("id", "1", "status", "open", "openedAt", "2026-01-02"));
            put(dynamoDb, incidents, Map.of("id", "2", "status", "open", "openedAt", "2026-01-01"));
            put(dynamoDb, incidents, Map.of("id", "3", "status", "resolved", "openedAt", "2026-01-01"));
            assertThat(dynamoDb.query(r -> r.tableName(incidents).indexName("status")
                    .keyConditionExpression("#s = :open")
                    .expressionAttributeNames(Map.of("#s", "status"))
                    .expressionAttributeValues(Map.of(":open", AttributeValue.fromS("open")))).items())
                    .extracting(item -> item.get("id").s()).containsExactly("2", "1");
        }
    }

    @Test
    void keepsItemsOverARestartAndConditions() throws Exception {
        Names names = Names.standard();
        String lines = names.tables().lines();
        try (DynamoDbStandIn standIn = new DynamoDbStandIn(0, folder).start();
             DynamoDbClient dynamoDb = Clients.dynamoDb(Clients.loopback(standIn.port()))) {
            new Provisioning(names).createTables(dynamoDb);
            put(dynamoDb, lines, Map.of("set", "lines", "name", "sato"));
        }
        try (DynamoDbStandIn standIn = new DynamoDbStandIn(0, folder).start();
             DynamoDbClient dynamoDb = Clients.dynamoDb(Clients.loopback(standIn.port()))) {
            assertThat(dynamoDb.scan(r -> r.tableName(lines)).items())
                    .isEqualTo(List.of(Map.of("set", AttributeValue.fromS("lines"), "name", AttributeValue.fromS("sato"))));
            assertThatExceptionOfType(ConditionalCheckFailedException.class).isThrownBy(() -> dynamoDb.putItem(r -> r
                    .tableName(lines).item(Map.of("set", AttributeValue.fromS("lines"), "name", AttributeValue.fromS("sato")))
                    .conditionExpression("attribute_not_exists(#n)").expressionAttributeNames(Map.of("#n", "name"))));
        }
    }

    @Test
    void saysHowToGetDynamoDbLocalWhenItIsMissing() {
        System.setProperty(DynamoDbStandIn.LIBRARY, folder.resolve("nowhere").toString());
        try {
            assertThatIOException().isThrownBy(() -> new DynamoDbStandIn(0, null).start())
                    .withMessageContaining("nowhere").withMessageContaining("mvn -DskipTests package");
        } finally {
            System.clearProperty(DynamoDbStandIn.LIBRARY);
        }
    }

    private static void put(DynamoDbClient dynamoDb, String table, Map<String, String> item) {
        dynamoDb.putItem(r -> r.tableName(table).item(item.entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, e -> AttributeValue.fromS(e.getValue())))));
    }
}
