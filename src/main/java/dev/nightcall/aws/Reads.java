package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Items of any tables, read in as few requests as possible. First everything is asked for, then {@link #run} reads it, and
 * only then what was returned for each item has a value. Strongly consistent, each item on its own.
 */
public final class Reads {

    /** DynamoDB, BatchGetItem: the most items of one request. */
    private static final int MOST = 100;
    private static final int TRIES = 10;

    private final DynamoDbClient client;
    private final Map<String, Set<Map<String, AttributeValue>>> wanted = new LinkedHashMap<>();
    private final Map<String, Map<Map<String, AttributeValue>, Item>> found = new HashMap<>();
    private boolean done;

    public Reads(DynamoDbClient client) {
        this.client = client;
    }

    /** Asks for one item. @return what it is, once {@link #run} has returned */
    public Supplier<Optional<Item>> get(Table table, Item key) {
        Map<String, AttributeValue> values = key.values();
        wanted.computeIfAbsent(table.name(), name -> new LinkedHashSet<>()).add(values);
        return () -> {
            if (!done) {
                throw new IllegalStateException("not read yet");
            }
            return Optional.ofNullable(found.getOrDefault(table.name(), Map.of()).get(values));
        };
    }

    /** The same, and what to make of it. */
    public <T> Supplier<Optional<T>> get(Table table, Item key, Function<Item, T> as) {
        Supplier<Optional<Item>> item = get(table, key);
        return () -> item.get().map(as);
    }

    /** Reads everything that was asked for. */
    public void run() {
        int count = 0;
        Map<String, List<Map<String, AttributeValue>>> next = new HashMap<>();
        for (var table : wanted.entrySet()) {
            for (var key : table.getValue()) {
                if (count == MOST) {
                    read(next);
                    next = new HashMap<>();
                    count = 0;
                }
                next.computeIfAbsent(table.getKey(), name -> new ArrayList<>()).add(key);
                count++;
            }
        }
        read(next);
        done = true;
    }

    private void read(Map<String, List<Map<String, AttributeValue>>> keys) {
        Map<String, KeysAndAttributes> left = keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                table -> KeysAndAttributes.builder().keys(table.getValue()).consistentRead(true).build()));
        for (int tries = 0; !left.isEmpty(); tries++) {
            if (tries == TRIES) {
                throw Table.tooMuch("some items are not read");
            }
            Transactions.pause(tries);
            var response = client.batchGetItem(BatchGetItemRequest.builder().requestItems(left).build());
            response.responses().forEach((table, items) -> items.forEach(item -> remember(table, item)));
            left = response.unprocessedKeys();
        }
    }

    private void remember(String table, Map<String, AttributeValue> item) {
        Set<String> names = wanted.get(table).iterator().next().keySet();
        Map<String, AttributeValue> key = new HashMap<>();
        names.forEach(name -> key.put(name, item.get(name)));
        found.computeIfAbsent(table, name -> new HashMap<>()).put(key, Item.from(item));
    }
}
