package dev.nightcall.local.bench;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;

/** Nightcall's tables, seen past Nightcall. */
record Tables(DynamoDbClient dynamoDb) {

    private static final int AT_A_TIME = 25;

    /** How many items have an attribute. */
    long count(String table, String attribute) {
        return dynamoDb.scanPaginator(scan -> scan.tableName(table).select(Select.COUNT).consistentRead(true)
                .filterExpression("attribute_exists(#a)").expressionAttributeNames(Map.of("#a", attribute)))
                .stream().mapToLong(ScanResponse::count).sum();
    }

    List<Map<String, AttributeValue>> all(String table) {
        return dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream().toList();
    }

    /** How many different values an attribute has in the items that have another one. */
    long distinct(String table, String attribute, String other) {
        return all(table).stream().filter(item -> item.containsKey(other)).map(item -> item.get(attribute)).distinct().count();
    }

    void write(String table, List<Map<String, AttributeValue>> items) {
        for (int from = 0; from < items.size(); from += AT_A_TIME) {
            Map<String, List<WriteRequest>> left = Map.of(table, items.subList(from, Math.min(from + AT_A_TIME, items.size()))
                    .stream().map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build()).toList());
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> now = left;
                left = dynamoDb.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
            }
        }
    }
}
