package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of a key, all of them texts.
 *
 * @param range null when the hash alone is the key
 */
record KeyNames(String hash, String range) {

    /** DynamoDB, "Constraints": the most bytes of each. */
    private static final int LONGEST_HASH = 2048;
    private static final int LONGEST_RANGE = 1024;

    static KeyNames of(List<KeySchemaElement> elements) {
        String range = null;
        String hash = null;
        for (KeySchemaElement element : elements) {
            if (element.keyType() == KeyType.HASH) {
                hash = element.attributeName();
            } else {
                range = element.attributeName();
            }
        }
        return new KeyNames(hash, range);
    }

    Set<String> all() {
        return range == null ? Set.of(hash) : Set.of(hash, range);
    }

    /** The key of a whole item of the table. */
    Key of(Map<String, AttributeValue> item) {
        for (String name : all()) {
            if (!item.containsKey(name)) {
                throw Refusal.invalid("One or more parameter values were invalid: Missing the key " + name + " in the item");
            }
        }
        check(item);
        return key(item, null);
    }

    /** Refuses what is of a wrong type, empty or too long, as far as it is there. */
    void check(Map<String, AttributeValue> item) {
        check(hash, item.get(hash), LONGEST_HASH);
        if (range != null) {
            check(range, item.get(range), LONGEST_RANGE);
        }
    }

    /** The same when nothing but the key may be given. */
    Key alone(Map<String, AttributeValue> given) {
        if (!given.keySet().equals(all())) {
            throw Refusal.invalid("The provided key element does not match the schema");
        }
        return of(given);
    }

    /** The key in this index; null for an item that is not in it, as it lacks a part of the key. */
    Key inIndex(Map<String, AttributeValue> item, Key main) {
        return item.containsKey(hash) && (range == null || item.containsKey(range)) ? key(item, main) : null;
    }

    /** The part of an item that is its key. */
    Map<String, AttributeValue> in(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        all().forEach(name -> key.put(name, item.get(name)));
        return key;
    }

    private Key key(Map<String, AttributeValue> item, Key main) {
        return new Key(item.get(hash).s(), range == null ? "" : item.get(range).s(), main);
    }

    private static void check(String name, AttributeValue value, int longest) {
        if (value == null) {
            return;
        }
        if (value.type() != AttributeValue.Type.S) {
            throw Refusal.invalid("Type mismatch for key " + name + ", expected: S, actual: " + value.type());
        }
        if (value.s().isEmpty() || Values.bytes(value.s()) > longest) {
            throw Refusal.invalid("Key " + name + " is empty or has more than " + longest + " bytes");
        }
    }
}
