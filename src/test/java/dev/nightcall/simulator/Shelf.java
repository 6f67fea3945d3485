package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The items of a table or an index by their keys. */
final class Shelf {

    /** DynamoDB, Query and Scan: the most bytes of a page, before they are filtered. */
    private static final int LARGEST_PAGE = 1024 * 1024;

    private final NavigableMap<Key, Stored> items = new TreeMap<>();

    /** An item, which is never changed, and how many bytes it has. */
    record Stored(Map<String, AttributeValue> item, int size) {
    }

    /**
     * Some items in their order.
     *
     * @param last the last of them when there may be more, otherwise null
     */
    record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {
    }

    /** @return null when there is none */
    Map<String, AttributeValue> get(Key key) {
        Stored stored = items.get(key);
        return stored == null ? null : stored.item();
    }

    void put(Key key, Stored stored) {
        items.put(key, stored);
    }

    void remove(Key key) {
        items.remove(key);
    }

    Iterable<Stored> all() {
        return List.copyOf(items.values());
    }

    /**
     * @param after null for the first page
     * @param limit null for none
     */
    Page partition(String hash, Key after, boolean forward, Integer limit) {
        Key first = after != null && forward ? after : Key.first(hash);
        Key last = after != null && !forward ? after : Key.last(hash);
        NavigableMap<Key, Stored> part = items.subMap(first, !first.equals(after), last, !last.equals(after));
        return page(forward ? part : part.descendingMap(), limit);
    }

    /** All partitions, in no order that means anything. */
    Page everything(Key after, Integer limit) {
        return page(after == null ? items : items.tailMap(after, false), limit);
    }

    private static Page page(Map<Key, Stored> from, Integer limit) {
        List<Map<String, AttributeValue>> page = new ArrayList<>();
        int size = 0;
        for (Stored stored : from.values()) {
            page.add(stored.item());
            size += stored.size();
            if (limit != null && page.size() == limit || size >= LARGEST_PAGE) {
                return new Page(page, stored.item());
            }
        }
        return new Page(page, null);
    }
}
