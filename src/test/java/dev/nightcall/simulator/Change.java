package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An update expression: SET to a value or, with if_not_exists of the same attribute, to what is there already; ADD to a number
 * or a set; DELETE from a set; REMOVE. Every part sees the item as it was.
 *
 * @param parts        what is done to which attribute
 * @param placeholders what stands for names and values in it
 */
record Change(List<Part> parts, Set<String> placeholders) {

    private static final Map<String, Change> PARSED = new ConcurrentHashMap<>();
    private static final Set<Type> ANY = Set.of(Type.S, Type.N, Type.SS);
    private static final Change NONE = new Change(List.of(), Set.of());

    /** What an attribute is afterwards; null for not there. */
    private interface Making {

        AttributeValue of(AttributeValue old, AttributeValue operand);
    }

    /**
     * @param value    null when it needs none
     * @param operands the types that its value may have
     */
    private record Part(String name, String value, Set<Type> operands, Making making) {
    }

    /** @param expression null for none, which changes nothing but makes the item */
    static Change of(String expression) {
        return expression == null ? NONE : PARSED.computeIfAbsent(expression, Change::parse);
    }

    /** Refuses what makes no sense whatever the item is: what is changed twice, is a part of the key, or cannot be added. */
    void check(Placeholders with, Set<String> key) {
        Set<String> changed = new HashSet<>();
        for (Part part : parts) {
            String name = with.name(part.name());
            if (key.contains(name)) {
                throw Refusal.invalid("Cannot update attribute " + name + ". This attribute is part of the key");
            }
            if (!changed.add(name)) {
                throw Refusal.invalid("Two document paths overlap with each other: " + name);
            }
            if (part.value() != null && !part.operands().contains(with.value(part.value()).type())) {
                throw Refusal.invalid("Incorrect operand type for operator or function: " + with.value(part.value()));
            }
        }
    }

    Map<String, AttributeValue> apply(Map<String, AttributeValue> old, Placeholders with) {
        Map<String, AttributeValue> item = new HashMap<>(old);
        for (Part part : parts) {
            String name = with.name(part.name());
            AttributeValue made = part.making().of(old.get(name), part.value() == null ? null : with.value(part.value()));
            if (made == null) {
                item.remove(name);
            } else {
                item.put(name, made);
            }
        }
        return item;
    }

    private static Change parse(String expression) {
        Words words = new Words(expression);
        List<Part> parts = new ArrayList<>();
        Set<String> clauses = new HashSet<>();
        while (!words.atEnd()) {
            String clause = words.take();
            if (!clauses.add(clause)) {
                throw Refusal.invalid("The \"" + clause + "\" section can only be used once in an update expression");
            }
            do {
                parts.add(part(clause, words));
            } while (words.takeIf(","));
        }
        return new Change(parts, words.placeholders());
    }

    private static Part part(String clause, Words words) {
        return switch (clause) {
            case "SET" -> set(words);
            case "ADD" -> new Part(words.name(), words.value(), Set.of(Type.N, Type.SS), Change::add);
            case "DELETE" -> new Part(words.name(), words.value(), Set.of(Type.SS), Change::delete);
            case "REMOVE" -> new Part(words.name(), null, ANY, (old, none) -> null);
            default -> throw Refusal.unknown("the section " + clause + " of an update expression");
        };
    }

    private static Part set(Words words) {
        String name = words.name();
        words.expect("=");
        if (!words.takeIf("if_not_exists")) {
            return new Part(name, words.value(), ANY, (old, value) -> value);
        }
        words.expect("(");
        words.expect(name);
        words.expect(",");
        String value = words.value();
        words.expect(")");
        return new Part(name, value, ANY, (old, first) -> old == null ? first : old);
    }

    private static AttributeValue add(AttributeValue old, AttributeValue more) {
        if (old == null) {
            return more;
        }
        sameType(old, more);
        if (more.type() == Type.N) {
            return Values.sum(old, more);
        }
        Set<String> all = new LinkedHashSet<>(old.ss());
        all.addAll(more.ss());
        return AttributeValue.fromSs(List.copyOf(all));
    }

    private static AttributeValue delete(AttributeValue old, AttributeValue some) {
        if (old == null) {
            return null;
        }
        sameType(old, some);
        List<String> left = new ArrayList<>(old.ss());
        left.removeAll(some.ss());
        return left.isEmpty() ? null : AttributeValue.fromSs(left);
    }

    private static void sameType(AttributeValue old, AttributeValue operand) {
        if (old.type() != operand.type()) {
            throw Refusal.invalid("An operand in the update expression has an incorrect data type");
        }
    }
}
