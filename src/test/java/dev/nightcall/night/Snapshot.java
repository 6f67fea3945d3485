package dev.nightcall.night;

import dev.nightcall.local.Names;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What all tables hold at a moment, by table and key; a test goes back to it and begins again. */
record Snapshot(Map<String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>> tables) {

    private static final int BATCH = 25;

    static Snapshot of(DynamoDbClient client, Names.Tables names) {
        Map<String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>> tables = new LinkedHashMap<>();
        List.of(names.incidents(), names.alerts(), names.timeline(), names.suppressions(), names.lines(), names.calls())
                .forEach(name -> tables.put(name, items(client, name)));
        return new Snapshot(tables);
    }

    /** Makes the tables what they were. */
    void restore(DynamoDbClient client) {
        tables.forEach((name, items) -> {
            var now = items(client, name);
            List<WriteRequest> changes = new ArrayList<>();
            now.keySet().stream().filter(key -> !items.containsKey(key))
                    .forEach(key -> changes.add(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build()));
            items.entrySet().stream().filter(item -> !item.getValue().equals(now.get(item.getKey()))).forEach(item ->
                    changes.add(WriteRequest.builder().putRequest(put -> put.item(item.getValue())).build()));
            for (int from = 0; from < changes.size(); from += BATCH) {
                Map<String, List<WriteRequest>> batch =
                        Map.of(name, changes.subList(from, Math.min(from + BATCH, changes.size())));
                while (!batch.isEmpty()) {
                    Map<String, List<WriteRequest>> next = batch;
                    batch = client.batchWriteItem(write -> write.requestItems(next)).unprocessedItems();
                }
            }
        });
    }

    /** What is different, or is only in one of both. */
    List<String> differences(Snapshot other) {
        List<String> differences = new ArrayList<>();
        tables.forEach((name, items) -> {
            Set<Map<String, AttributeValue>> keys = new LinkedHashSet<>(items.keySet());
            keys.addAll(other.tables.get(name).keySet());
            keys.stream().filter(key -> !Objects.equals(items.get(key), other.tables.get(name).get(key)))
                    .forEach(key -> differences.add(items.get(key) + " instead of " + other.tables.get(name).get(key)));
        });
        return differences;
    }

    private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(DynamoDbClient client, String name) {
        List<String> key = client.describeTable(describe -> describe.tableName(name)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName).toList();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().forEach(item -> {
            Map<String, AttributeValue> itsKey = new LinkedHashMap<>(item);
            itsKey.keySet().retainAll(key);
            items.put(itsKey, item);
        });
        return items;
    }
}
