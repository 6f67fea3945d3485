package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/** One DynamoDB table. All reads are strongly consistent, but for those of an index, which cannot be. */
public final class Table {

    /** DynamoDB, BatchGetItem: the most items of one request. */
    private static final int MOST_READS = 100;
    /** DynamoDB, BatchWriteItem: the most items of one request. */
    private static final int MOST_WRITES = 25;
    private static final int TRIES = 10;

    private final DynamoDbClient client;
    private final String name;

    public Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public String name() {
        return name;
    }

    DynamoDbClient client() {
        return client;
    }

    public Optional<Item> get(Item key) {
        var response = client.getItem(get -> get.tableName(name).key(key.values()).consistentRead(true));
        return response.hasItem() && !response.item().isEmpty() ? Optional.of(Item.from(response.item())) : Optional.empty();
    }

    /** @param keys any number */
    public List<Item> get(List<Item> keys) {
        List<Item> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST_READS) {
            found.addAll(some(keys.subList(from, Math.min(from + MOST_READS, keys.size()))));
        }
        return found;
    }

    private List<Item> some(List<Item> keys) {
        List<Item> found = new ArrayList<>();
        Map<String, KeysAndAttributes> wanted = Map.of(name, KeysAndAttributes.builder()
                .keys(keys.stream().map(Item::values).toList()).consistentRead(true).build());
        while (!wanted.isEmpty()) {
            var response = client.batchGetItem(BatchGetItemRequest.builder().requestItems(wanted).build());
            response.responses().getOrDefault(name, List.of()).forEach(values -> found.add(Item.from(values)));
            wanted = response.unprocessedKeys();
        }
        return found;
    }

    /** All items of one partition in the order of their sort key, read page by page as the stream is consumed. */
    public Stream<Item> partition(String hashKey, String value) {
        QueryRequest request = QueryRequest.builder().tableName(name).consistentRead(true)
                .keyConditionExpression("#k = :k").expressionAttributeNames(Map.of("#k", hashKey))
                .expressionAttributeValues(Map.of(":k", AttributeValue.fromS(value))).build();
        return client.queryPaginator(request).items().stream().map(Item::from);
    }

    /**
     * One page of a partition of an index or, with {@code index} null, of the table.
     *
     * @param after what {@link Page#next()} of the page before said, or null for the first page
     */
    public Page page(String index, String hashKey, String value, boolean newestFirst, int limit, Item after) {
        QueryRequest request = QueryRequest.builder().tableName(name).indexName(index).scanIndexForward(!newestFirst)
                .keyConditionExpression("#k = :k").expressionAttributeNames(Map.of("#k", hashKey))
                .expressionAttributeValues(Map.of(":k", AttributeValue.fromS(value)))
                .consistentRead(index == null).limit(limit)
                .exclusiveStartKey(after == null ? null : after.values()).build();
        var response = client.query(request);
        return new Page(response.items().stream().map(Item::from).toList(),
                response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
                        ? Item.from(response.lastEvaluatedKey()) : null);
    }

    /** How many items a partition of an index or, with {@code index} null, of the table has. Every item is read for it. */
    public long count(String index, String hashKey, String value) {
        return count(index, hashKey, value, Long.MAX_VALUE);
    }

    /** The same, but no further page is read once so many are counted. */
    public long count(String index, String hashKey, String value, long most) {
        long count = 0;
        for (QueryResponse page : pages(index, hashKey, value)) {
            count += page.count();
            if (count >= most) {
                return most;
            }
        }
        return count;
    }

    private Iterable<QueryResponse> pages(String index, String hashKey, String value) {
        return client.queryPaginator(query -> query.tableName(name).indexName(index).select(Select.COUNT)
                .keyConditionExpression("#k = :k").expressionAttributeNames(Map.of("#k", hashKey))
                .expressionAttributeValues(Map.of(":k", AttributeValue.fromS(value))));
    }

    /**
     * How many items of a partition of the table have one of some texts in an attribute, and do not have some others. Every
     * item is read for it, but none is handed over.
     */
    public long count(String hashKey, String value, String attribute, List<String> texts, List<String> absent) {
        return client.queryPaginator(filtered(hashKey, value, attribute, texts, absent).select(Select.COUNT).build())
                .stream().mapToLong(QueryResponse::count).sum();
    }

    /** Those items, in the order of their sort key. Every item is read for it, page by page, but only those are handed over. */
    public Stream<Item> partition(String hashKey, String value, String attribute, List<String> texts, List<String> absent) {
        return client.queryPaginator(filtered(hashKey, value, attribute, texts, absent).build()).items().stream()
                .map(Item::from);
    }

    private QueryRequest.Builder filtered(String hashKey, String value, String attribute, List<String> texts,
                                          List<String> absent) {
        Map<String, String> names = new LinkedHashMap<>(Map.of("#k", hashKey, "#a", attribute));
        Map<String, AttributeValue> values = new LinkedHashMap<>(Map.of(":k", AttributeValue.fromS(value)));
        List<String> conditions = new ArrayList<>();
        for (String text : texts) {
            values.put(":t" + values.size(), AttributeValue.fromS(text));
        }
        conditions.add("#a IN (" + values.keySet().stream().filter(name -> !name.equals(":k")).collect(joining(", ")) + ")");
        for (String name : absent) {
            String placeholder = "#n" + names.size();
            names.put(placeholder, name);
            conditions.add("attribute_not_exists(" + placeholder + ")");
        }
        return QueryRequest.builder().tableName(name).consistentRead(true).keyConditionExpression("#k = :k")
                .filterExpression(String.join(" AND ", conditions)).expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    /** Everything: only for tables that stay as small as the number of engineers, suppressions or overrides. */
    public Stream<Item> all() {
        return client.scanPaginator(scan -> scan.tableName(name).consistentRead(true)).items().stream().map(Item::from);
    }

    /**
     * Writes whole items, whatever was there before; any number, not all at once. What DynamoDB did not take for want of
     * capacity is written again.
     *
     * @throws DynamoDbException when some are still not written; a repeat writes them all again
     */
    public void putAll(List<Item> items) {
        for (int from = 0; from < items.size(); from += MOST_WRITES) {
            Map<String, List<WriteRequest>> left = Map.of(name, items.subList(from, Math.min(from + MOST_WRITES, items.size()))
                    .stream().map(item -> WriteRequest.builder().putRequest(put -> put.item(item.values())).build()).toList());
            for (int tries = 0; !left.isEmpty(); tries++) {
                if (tries == TRIES) {
                    throw tooMuch("table " + name + " takes no more items for now");
                }
                Transactions.pause(tries);
                Map<String, List<WriteRequest>> now = left;
                left = client.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
            }
        }
    }

    static DynamoDbException tooMuch(String what) {
        return (DynamoDbException) ProvisionedThroughputExceededException.builder().message(what).build();
    }

    public void delete(Item key) {
        client.deleteItem(delete -> delete.tableName(name).key(key.values()));
    }

    /** Deletes an item if an attribute of it is this. @return false when it is not, or there is no such item */
    public boolean delete(Item key, String attribute, Object value) {
        try {
            client.deleteItem(delete -> delete.tableName(name).key(key.values()).conditionExpression("#a = :v")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":v", Item.value(value))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** A write of a whole item; say with {@code when…} on what condition, then {@link Write#execute()}. */
    public Write put(Item item) {
        return new Write(this, item, Write.Kind.PUT);
    }

    /** A change of one item; say what changes and on what condition, then {@link Write#execute()}. */
    public Write update(Item key) {
        return new Write(this, key, Write.Kind.UPDATE);
    }

    /** Only a condition, for a transaction: what must be true of an item that the transaction does not change. */
    public Write check(Item key) {
        return new Write(this, key, Write.Kind.CHECK);
    }

    /** Some items, and the key after which the next page starts; null when there is none. */
    public record Page(List<Item> items, Item next) {
    }
}
