package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** BatchGetItem: what is there of what is asked for, as far as it goes into one answer. */
final class BatchRead {

    private final MemoryTables tables;
    private final int largest;
    private final Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
    private final Map<String, KeysAndAttributes> left = new HashMap<>();
    private int size;

    /** @param largest the most bytes of an answer */
    BatchRead(MemoryTables tables, int largest) {
        this.tables = tables;
        this.largest = largest;
    }

    BatchGetItemResponse read(Map<String, KeysAndAttributes> wanted) {
        wanted.forEach((name, some) -> {
            Forms.only(some, Set.of("Keys", "ConsistentRead"));
            read(tables.table(name), some);
        });
        return BatchGetItemResponse.builder().responses(found).unprocessedKeys(left).build();
    }

    private void read(MemoryTable table, KeysAndAttributes some) {
        Set<Key> seen = new HashSet<>();
        List<Map<String, AttributeValue>> items = found.computeIfAbsent(table.name(), name -> new ArrayList<>());
        List<Map<String, AttributeValue>> later = new ArrayList<>();
        for (Map<String, AttributeValue> given : some.keys()) {
            Key key = table.key().alone(given);
            if (!seen.add(key)) {
                throw Refusal.invalid("Provided list of item keys contains duplicates");
            }
            Map<String, AttributeValue> item = table.get(key);
            int more = item == null ? 0 : Values.size(item);
            if (size + more > largest) {
                later.add(given);
            } else if (item != null) {
                size += more;
                items.add(item);
            }
        }
        if (!later.isEmpty()) {
            left.put(table.name(), some.toBuilder().keys(later).build());
        }
    }
}
