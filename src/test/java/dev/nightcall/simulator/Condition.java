package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A condition or filter expression: comparisons with {@code =}, {@code <} and {@code IN}, attribute_exists, attribute_not_exists
 * and contains, with AND, OR, NOT and parentheses. Attributes come first, values second.
 *
 * @param test         what it asks
 * @param placeholders what stands for names and values in it
 * @param ordered      those of values that something is less than
 */
record Condition(Test test, Set<String> placeholders, Set<String> ordered) {

    /** Nightcall builds a few dozen expressions, and each of them again and again. */
    private static final Map<String, Condition> PARSED = new ConcurrentHashMap<>();
    private static final Condition NONE = new Condition((item, with) -> true, Set.of(), Set.of());

    /** A question about an item. */
    interface Test {

        boolean holds(Map<String, AttributeValue> item, Placeholders with);
    }

    /** @param expression null for none, which always holds */
    static Condition of(String expression) {
        return expression == null ? NONE : PARSED.computeIfAbsent(expression, Condition::parse);
    }

    /** Refuses what makes no sense whatever the item is. */
    Predicate<Map<String, AttributeValue>> with(Placeholders placeholders) {
        for (String value : ordered) {
            if (placeholders.value(value).type() == AttributeValue.Type.SS) {
                throw Refusal.invalid("Incorrect operand type for operator or function; operator: <, operand type: SS");
            }
        }
        return item -> test.holds(item, placeholders);
    }

    private static Condition parse(String expression) {
        Words words = new Words(expression);
        Set<String> ordered = new HashSet<>();
        Test test = or(words, ordered);
        if (!words.atEnd()) {
            throw words.unknown();
        }
        return new Condition(test, words.placeholders(), ordered);
    }

    private static Test or(Words words, Set<String> ordered) {
        Test one = and(words, ordered);
        if (!words.takeIf("OR")) {
            return one;
        }
        Test other = or(words, ordered);
        return (item, with) -> one.holds(item, with) || other.holds(item, with);
    }

    private static Test and(Words words, Set<String> ordered) {
        Test one = not(words, ordered);
        if (!words.takeIf("AND")) {
            return one;
        }
        Test other = and(words, ordered);
        return (item, with) -> one.holds(item, with) && other.holds(item, with);
    }

    private static Test not(Words words, Set<String> ordered) {
        if (words.takeIf("NOT")) {
            Test one = not(words, ordered);
            return (item, with) -> !one.holds(item, with);
        }
        if (words.takeIf("(")) {
            Test inner = or(words, ordered);
            words.expect(")");
            return inner;
        }
        return words.takeIf("attribute_exists") ? exists(words, true)
                : words.takeIf("attribute_not_exists") ? exists(words, false)
                : words.takeIf("contains") ? contains(words) : comparison(words, ordered);
    }

    private static Test exists(Words words, boolean does) {
        words.expect("(");
        String name = words.name();
        words.expect(")");
        return (item, with) -> item.containsKey(with.name(name)) == does;
    }

    private static Test contains(Words words) {
        words.expect("(");
        String name = words.name();
        words.expect(",");
        String value = words.value();
        words.expect(")");
        return (item, with) -> Values.contains(item.get(with.name(name)), with.value(value));
    }

    private static Test comparison(Words words, Set<String> ordered) {
        String name = words.name();
        if (words.takeIf("IN")) {
            return in(words, name);
        }
        boolean less = words.takeIf("<");
        if (!less) {
            words.expect("=");
        }
        String value = words.value();
        if (less) {
            ordered.add(value);
        }
        return less ? (item, with) -> Values.isLess(item.get(with.name(name)), with.value(value))
                : (item, with) -> Values.isEqual(item.get(with.name(name)), with.value(value));
    }

    private static Test in(Words words, String name) {
        List<String> values = new ArrayList<>();
        words.expect("(");
        do {
            values.add(words.value());
        } while (words.takeIf(","));
        words.expect(")");
        return (item, with) -> values.stream().anyMatch(value -> Values.isEqual(item.get(with.name(name)), with.value(value)));
    }
}
