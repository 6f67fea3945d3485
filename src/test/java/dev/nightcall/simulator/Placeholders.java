package dev.nightcall.simulator;

import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What stands for names and values in the expressions of one request: each that is given is used, each that is used is given. */
final class Placeholders {

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;

    private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /**
     * @param givenNames as the request says them, likewise the values
     * @param used       the placeholders in its expressions
     */
    static Placeholders of(Map<String, String> givenNames, Map<String, AttributeValue> givenValues, Set<String> used) {
        Map<String, String> names = orNull(givenNames);
        Map<String, AttributeValue> values = orNull(givenValues);
        refuseUnused("ExpressionAttributeNames", names, used);
        refuseUnused("ExpressionAttributeValues", values, used);
        for (String placeholder : used) {
            Map<String, ?> given = placeholder.startsWith("#") ? names : values;
            if (given == null || !given.containsKey(placeholder)) {
                throw Refusal.invalid("An expression uses what is not defined: " + placeholder);
            }
        }
        Map<String, AttributeValue> kept = new HashMap<>();
        if (values != null) {
            values.forEach((placeholder, value) -> kept.put(placeholder, Values.kept(value)));
        }
        return new Placeholders(names, kept);
    }

    String name(String placeholder) {
        return names.get(placeholder);
    }

    AttributeValue value(String placeholder) {
        return values.get(placeholder);
    }

    /** A request that does not say them has a map that the SDK has made. */
    private static <T> Map<String, T> orNull(Map<String, T> given) {
        return given instanceof SdkAutoConstructMap ? null : given;
    }

    private static void refuseUnused(String what, Map<String, ?> given, Set<String> used) {
        if (given != null && given.isEmpty()) {
            throw Refusal.invalid(what + " must not be empty");
        }
        if (given != null && !used.containsAll(given.keySet())) {
            throw Refusal.invalid(what + " has what no expression uses: " + given.keySet());
        }
    }
}
