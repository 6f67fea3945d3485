package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One table with its indexes, which carry all attributes and are never behind it. */
final class MemoryTable {

    /** DynamoDB, "Time to Live": what has ended longer ago is taken for a mistake and stays. */
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    private final CreateTableRequest created;
    private final KeyNames key;
    private final Shelf items = new Shelf();
    private final Map<String, Index> indexes = new HashMap<>();
    private String timeToLive;
    private Consumer<Map<String, AttributeValue>> seen = item -> { };

    private record Index(KeyNames key, Shelf items) {
    }

    MemoryTable(CreateTableRequest request) {
        Forms.only(request, Set.of("TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode"));
        for (AttributeDefinition attribute : request.attributeDefinitions()) {
            if (attribute.attributeType() != ScalarAttributeType.S) {
                throw Refusal.unknown("the key attribute " + attribute);
            }
        }
        created = request;
        key = KeyNames.of(request.keySchema());
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            if (index.projection().projectionType() != ProjectionType.ALL) {
                throw Refusal.unknown(index.projection().toString());
            }
            indexes.put(index.indexName(), new Index(KeyNames.of(index.keySchema()), new Shelf()));
        }
    }

    String name() {
        return created.tableName();
    }

    KeyNames key() {
        return key;
    }

    TableDescription description() {
        return TableDescription.builder().tableName(name()).tableStatus(TableStatus.ACTIVE).keySchema(created.keySchema())
                .attributeDefinitions(created.attributeDefinitions()).build();
    }

    String timeToLive() {
        return timeToLive;
    }

    void timeToLive(String attribute) {
        timeToLive = attribute;
    }

    /** @return null when there is none */
    Map<String, AttributeValue> get(Key at) {
        return items.get(at);
    }

    /** Makes sure that an item may be written. */
    void check(Map<String, AttributeValue> item) {
        indexes.values().forEach(index -> index.key().check(item));
    }

    void watchedBy(Consumer<Map<String, AttributeValue>> watcher) {
        seen = watcher;
    }

    void put(Key at, Map<String, AttributeValue> item) {
        seen.accept(item);
        Shelf.Stored stored = new Shelf.Stored(item, Values.size(item));
        Map<String, AttributeValue> old = items.get(at);
        items.put(at, stored);
        for (Index index : indexes.values()) {
            leave(index, at, old);
            Key inIndex = index.key().inIndex(item, at);
            if (inIndex != null) {
                index.items().put(inIndex, stored);
            }
        }
    }

    void delete(Key at) {
        Map<String, AttributeValue> old = items.get(at);
        items.remove(at);
        indexes.values().forEach(index -> leave(index, at, old));
    }

    /** Deletes what has ended by now. DynamoDB does so when it likes, within days. */
    void expire(Instant now) {
        if (timeToLive == null) {
            return;
        }
        long latest = now.getEpochSecond();
        long earliest = now.minus(OLDEST).getEpochSecond();
        for (Shelf.Stored stored : items.all()) {
            AttributeValue end = stored.item().get(timeToLive);
            if (end != null && end.n() != null && Long.parseLong(end.n()) < latest && Long.parseLong(end.n()) > earliest) {
                delete(key.of(stored.item()));
            }
        }
    }

    Looking looking(String index) {
        if (index == null) {
            return new Looking(this, null, items);
        }
        Index found = indexes.get(index);
        if (found == null) {
            throw Refusal.invalid("The table does not have the specified index: " + index);
        }
        return new Looking(this, found.key(), found.items());
    }

    private static void leave(Index index, Key at, Map<String, AttributeValue> old) {
        Key before = old == null ? null : index.key().inIndex(old, at);
        if (before != null) {
            index.items().remove(before);
        }
    }
}
