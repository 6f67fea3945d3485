package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A DynamoDB item, read and written by attribute name. What is null or empty is not written, and reads as null (a text,
 * a time), 0 (a number) or the empty set.
 *
 * <p>Times are ISO 8601 texts in UTC with nine digits of a second, so that they sort and compare as texts.
 */
public final class Item {

    private static final java.time.format.DateTimeFormatter TIME =
            new java.time.format.DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private final Map<String, AttributeValue> values;

    private Item(Map<String, AttributeValue> values) {
        this.values = values;
    }

    public static Item empty() {
        return new Item(new LinkedHashMap<>());
    }

    public static Item of(String name, Object value) {
        return empty().with(name, value);
    }

    public static Item from(Map<String, AttributeValue> values) {
        return new Item(new LinkedHashMap<>(values));
    }

    /** Adds one attribute: a text, a number, an {@link Instant} or a collection of texts. */
    public Item with(String name, Object value) {
        if (value != null && !(value instanceof Collection<?> set && set.isEmpty())) {
            values.put(name, value(value));
        }
        return this;
    }

    public String text(String name) {
        AttributeValue value = values.get(name);
        return value == null ? null : value.s();
    }

    public long number(String name) {
        AttributeValue value = values.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    public Instant time(String name) {
        String text = text(name);
        return text == null ? null : Instant.parse(text);
    }

    public Set<String> set(String name) {
        AttributeValue value = values.get(name);
        return value == null ? Set.of() : new TreeSet<>(value.ss());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names of its attributes. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    static AttributeValue value(Object value) {
        if (value instanceof Number number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Instant time) {
            return AttributeValue.fromS(TIME.format(time));
        }
        if (value instanceof Collection<?> texts) {
            return AttributeValue.fromSs(texts.stream().map(Object::toString).toList());
        }
        return AttributeValue.fromS(value.toString());
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
