package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is to be done to one item: whether it may be, what the item is afterwards, and then the write. Nothing is written before
 * it is known of all steps of a request that they may.
 *
 * @param allowed asked about the item as it is, empty when there is none
 * @param change  from the item as it is to what it will be, empty for none; null for a step that only asks
 */
record Step(MemoryTable table, Key key, Predicate<Map<String, AttributeValue>> allowed,
            UnaryOperator<Map<String, AttributeValue>> change) {

    /** What may be said of a write, as far as the kind of the write has it. */
    static final Set<String> FORMS = Set.of("TableName", "Item", "Key", "UpdateExpression", "ConditionExpression",
            "ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues");

    /**
     * The condition of a write, and what its expressions stand for.
     *
     * @param condition null for none, likewise names and values
     */
    record Asked(String condition, Map<String, String> names, Map<String, AttributeValue> values) {

        /** For a write that asks nothing. */
        static final Asked NOTHING = new Asked(null, null, null);

        private Placeholders placeholders(Set<String> more) {
            Set<String> used = new HashSet<>(Condition.of(condition).placeholders());
            used.addAll(more);
            return Placeholders.of(names, values, used);
        }

        private Predicate<Map<String, AttributeValue>> with(Placeholders placeholders) {
            return Condition.of(condition).with(placeholders);
        }
    }

    static Step put(MemoryTable table, Map<String, AttributeValue> given, Asked asked) {
        Map<String, AttributeValue> item = Values.kept(given);
        Key key = table.key().of(item);
        table.check(item);
        return new Step(table, key, asked.with(asked.placeholders(Set.of())), old -> item);
    }

    static Step delete(MemoryTable table, Map<String, AttributeValue> key, Asked asked) {
        return new Step(table, table.key().alone(key), asked.with(asked.placeholders(Set.of())), old -> Map.of());
    }

    static Step check(MemoryTable table, Map<String, AttributeValue> key, Asked asked) {
        if (asked.condition() == null) {
            throw Refusal.invalid("a condition check has no ConditionExpression");
        }
        return new Step(table, table.key().alone(key), asked.with(asked.placeholders(Set.of())), null);
    }

    static Step update(MemoryTable table, Map<String, AttributeValue> key, String expression, Asked asked) {
        Change change = Change.of(expression);
        Placeholders with = asked.placeholders(change.placeholders());
        change.check(with, table.key().all());
        return new Step(table, table.key().alone(key), asked.with(with), old -> {
            Map<String, AttributeValue> item = Values.kept(change.apply(old.isEmpty() ? key : old, with));
            table.check(item);
            return item;
        });
    }

    /** One of a transaction. */
    static Step of(TransactWriteItem item, MemoryTables tables) {
        if (item.put() != null) {
            Put one = item.put();
            Forms.only(one, FORMS);
            return put(tables.table(one.tableName()), one.item(), new Asked(one.conditionExpression(),
                    one.expressionAttributeNames(), one.expressionAttributeValues()));
        }
        if (item.update() != null) {
            Update one = item.update();
            Forms.only(one, FORMS);
            return update(tables.table(one.tableName()), one.key(), one.updateExpression(),
                    new Asked(one.conditionExpression(),
                            one.expressionAttributeNames(), one.expressionAttributeValues()));
        }
        if (item.delete() != null) {
            Delete one = item.delete();
            Forms.only(one, FORMS);
            return delete(tables.table(one.tableName()), one.key(), new Asked(one.conditionExpression(),
                    one.expressionAttributeNames(), one.expressionAttributeValues()));
        }
        ConditionCheck one = item.conditionCheck();
        Forms.only(one, FORMS);
        return check(tables.table(one.tableName()), one.key(), new Asked(one.conditionExpression(),
                one.expressionAttributeNames(), one.expressionAttributeValues()));
    }

    boolean isAllowed() {
        return allowed.test(old());
    }

    /** What the item will be; empty when there will be none. Refuses what cannot be. */
    Map<String, AttributeValue> outcome() {
        return change == null ? old() : change.apply(old());
    }

    void write(Map<String, AttributeValue> outcome) {
        if (change == null) {
            return;
        }
        if (outcome.isEmpty()) {
            table.delete(key);
        } else {
            table.put(key, outcome);
        }
    }

    private Map<String, AttributeValue> old() {
        Map<String, AttributeValue> item = table.get(key);
        return item == null ? Map.of() : item;
    }
}
