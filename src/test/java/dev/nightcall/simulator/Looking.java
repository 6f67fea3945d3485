package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Looks through a table or an index page by page.
 *
 * @param index the key of the index; null when it is the table
 */
record Looking(MemoryTable table, KeyNames index, Shelf items) {

    private static final Set<String> QUERY = Set.of("TableName", "IndexName", "KeyConditionExpression", "FilterExpression",
            "ExpressionAttributeNames", "ExpressionAttributeValues", "ScanIndexForward", "ConsistentRead", "Limit",
            "ExclusiveStartKey", "Select");
    private static final Set<String> SCAN = Set.of("TableName", "FilterExpression", "ExpressionAttributeNames",
            "ExpressionAttributeValues", "ConsistentRead", "Limit", "ExclusiveStartKey", "Select");

    /** The items of a page that pass the filter, and how many were read for it; no items when they are only counted. */
    private record Found(List<Map<String, AttributeValue>> items, boolean counted, int read, Map<String, AttributeValue> last) {

        List<Map<String, AttributeValue>> shown() {
            return counted ? null : items;
        }
    }

    QueryResponse query(QueryRequest request) {
        Forms.only(request, QUERY);
        if (index != null && Boolean.TRUE.equals(request.consistentRead())) {
            throw Refusal.invalid("Consistent reads are not supported on global secondary indexes");
        }
        checkLimit(request.limit());
        if (request.keyConditionExpression() == null) {
            throw Refusal.invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified");
        }
        Words words = new Words(request.keyConditionExpression());
        String name = words.name();
        words.expect("=");
        String value = words.value();
        if (!words.atEnd()) {
            throw words.unknown();
        }
        Condition filter = Condition.of(request.filterExpression());
        Set<String> used = new HashSet<>(filter.placeholders());
        used.addAll(words.placeholders());
        Placeholders with = Placeholders.of(request.expressionAttributeNames(), request.expressionAttributeValues(), used);
        String hash = hash(with.name(name), with.value(value));
        Key after = start(request.hasExclusiveStartKey() ? request.exclusiveStartKey() : null);
        if (after != null && !after.hash().equals(hash)) {
            throw Refusal.invalid("The provided starting key is outside query boundaries based on provided conditions");
        }
        Shelf.Page page = items.partition(hash, after, !Boolean.FALSE.equals(request.scanIndexForward()), request.limit());
        Found found = found(page, filter.with(with), request.select());
        return QueryResponse.builder().items(found.shown()).count(found.items().size()).scannedCount(found.read())
                .lastEvaluatedKey(found.last()).build();
    }

    ScanResponse scan(ScanRequest request) {
        Forms.only(request, SCAN);
        checkLimit(request.limit());
        Condition filter = Condition.of(request.filterExpression());
        Placeholders with = Placeholders.of(request.expressionAttributeNames(), request.expressionAttributeValues(),
                filter.placeholders());
        Key after = start(request.hasExclusiveStartKey() ? request.exclusiveStartKey() : null);
        Found found = found(items.everything(after, request.limit()), filter.with(with), request.select());
        return ScanResponse.builder().items(found.shown()).count(found.items().size()).scannedCount(found.read())
                .lastEvaluatedKey(found.last()).build();
    }

    private static void checkLimit(Integer limit) {
        if (limit != null && limit < 1) {
            throw Refusal.invalid("Value '" + limit + "' at 'limit' must be greater than or equal to 1");
        }
    }

    private String hash(String name, AttributeValue value) {
        KeyNames key = index == null ? table.key() : index;
        if (!key.hash().equals(name)) {
            throw Refusal.invalid("Query condition missed key schema element: " + key.hash());
        }
        return new KeyNames(name, null).of(Map.of(name, value)).hash();
    }

    private Key start(Map<String, AttributeValue> given) {
        if (given == null) {
            return null;
        }
        if (index == null) {
            return table.key().alone(given);
        }
        Set<String> names = new HashSet<>(table.key().all());
        names.addAll(index.all());
        if (!given.keySet().equals(names)) {
            throw Refusal.invalid("The provided starting key is invalid");
        }
        return index.inIndex(given, table.key().of(given));
    }

    private Found found(Shelf.Page page, Predicate<Map<String, AttributeValue>> filter, Select select) {
        if (select != null && select != Select.COUNT && select != Select.ALL_ATTRIBUTES) {
            throw Refusal.unknown("Select " + select);
        }
        List<Map<String, AttributeValue>> passed = page.items().stream().filter(filter).toList();
        return new Found(passed, select == Select.COUNT, page.items().size(), page.last() == null ? null : key(page.last()));
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>(table.key().in(item));
        if (index != null) {
            key.putAll(index.in(item));
        }
        return key;
    }
}
