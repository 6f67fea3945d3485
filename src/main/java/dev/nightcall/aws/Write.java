package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conditional write of one item: what changes, and what must be true for it. Attribute names are never written into
 * an expression, so a name can be one of DynamoDB's reserved words and a value is never taken for an expression.
 */
public final class Write {

    /** What it does to its item; a check only looks, as a part of a transaction. */
    enum Kind { PUT, UPDATE, CHECK }

    private final Table table;
    private final Item item;
    private final Kind kind;
    private final List<String> sets = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    Write(Table table, Item item, Kind kind) {
        this.table = table;
        this.item = item;
        this.kind = kind;
    }

    /** Sets an attribute; null removes it. */
    public Write set(String name, Object value) {
        // There are no empty sets.
        if (value == null || value instanceof Collection<?> all && all.isEmpty()) {
            return remove(name);
        }
        sets.add(name(name) + " = " + value(value));
        return this;
    }

    public Write setOnce(String name, Object value) {
        String n = name(name);
        sets.add(n + " = if_not_exists(" + n + ", " + value(value) + ")");
        return this;
    }

    public Write increase(String name, long by) {
        adds.add(name(name) + " " + value(by));
        return this;
    }

    public Write addToSet(String name, List<String> texts) {
        adds.add(name(name) + " " + value(texts));
        return this;
    }

    public Write removeFromSet(String name, List<String> texts) {
        deletes.add(name(name) + " " + value(texts));
        return this;
    }

    public Write remove(String name) {
        removes.add(name(name));
        return this;
    }

    public Write whenEquals(String name, Object value) {
        return when(name(name) + " = " + value(value));
    }

    public Write whenAbsent(String name) {
        return when("attribute_not_exists(" + name(name) + ")");
    }

    public Write whenPresent(String name) {
        return when("attribute_exists(" + name(name) + ")");
    }

    public Write whenSetLacks(String name, String text) {
        return when("NOT contains(" + name(name) + ", " + value(text) + ")");
    }

    public Write whenAbsentOrLess(String name, Object value) {
        String n = name(name);
        return when("(attribute_not_exists(" + n + ") OR " + n + " < " + value(value) + ")");
    }

    public Write whenAbsentOrEquals(String name, Object value) {
        String n = name(name);
        return when("(attribute_not_exists(" + n + ") OR " + n + " = " + value(value) + ")");
    }

    /** Writes. @return the item as it is now, or empty when the condition did not hold and nothing was written */
    public Optional<Item> execute() {
        try {
            if (kind == Kind.PUT) {
                table.client().putItem(request -> request.tableName(table.name()).item(item.values())
                        .conditionExpression(condition()).expressionAttributeNames(namesOrNull())
                        .expressionAttributeValues(valuesOrNull()));
                return Optional.of(item);
            }
            return Optional.of(Item.from(table.client().updateItem(request -> request.tableName(table.name())
                    .key(item.values()).updateExpression(change()).conditionExpression(condition())
                    .expressionAttributeNames(namesOrNull()).expressionAttributeValues(valuesOrNull())
                    .returnValues(ReturnValue.ALL_NEW)).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /** This write as a part of a transaction. */
    TransactWriteItem inTransaction() {
        return switch (kind) {
            case PUT -> TransactWriteItem.builder().put(p -> p.tableName(table.name()).item(item.values())
                    .conditionExpression(condition()).expressionAttributeNames(namesOrNull())
                    .expressionAttributeValues(valuesOrNull())).build();
            case UPDATE -> TransactWriteItem.builder().update(u -> u.tableName(table.name()).key(item.values())
                    .updateExpression(change()).conditionExpression(condition())
                    .expressionAttributeNames(namesOrNull()).expressionAttributeValues(valuesOrNull())).build();
            case CHECK -> TransactWriteItem.builder().conditionCheck(c -> c.tableName(table.name()).key(item.values())
                    .conditionExpression(condition()).expressionAttributeNames(namesOrNull())
                    .expressionAttributeValues(valuesOrNull())).build();
        };
    }

    private Write when(String condition) {
        conditions.add(condition);
        return this;
    }

    private String condition() {
        return conditions.isEmpty() ? null : String.join(" AND ", conditions);
    }

    private String change() {
        StringBuilder change = new StringBuilder();
        clause(change, "SET ", sets);
        clause(change, "ADD ", adds);
        clause(change, "DELETE ", deletes);
        clause(change, "REMOVE ", removes);
        return change.isEmpty() ? null : change.toString();
    }

    private static void clause(StringBuilder change, String word, List<String> parts) {
        if (!parts.isEmpty()) {
            change.append(change.isEmpty() ? "" : " ").append(word).append(String.join(", ", parts));
        }
    }

    private String name(String name) {
        return names.computeIfAbsent(name, n -> "#n" + names.size());
    }

    private Map<String, String> namesOrNull() {
        if (names.isEmpty()) {
            return null;
        }
        Map<String, String> placeholders = new LinkedHashMap<>();
        names.forEach((name, placeholder) -> placeholders.put(placeholder, name));
        return placeholders;
    }

    private String value(Object value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, Item.value(value));
        return placeholder;
    }

    private Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }
}
