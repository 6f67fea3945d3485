package dev.nightcall.local.connect.flow;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath expressions a flow may hold: {@code $.Attributes.name} and {@code $.StoredCustomerInput} ("Use contact
 * attributes", Amazon Connect administrator guide). What stands behind them is put in once: it is data, and an
 * expression inside of it stays text.
 */
final class Expressions {

    static final String STORED_INPUT = "StoredCustomerInput";

    /** One expression. */
    static final Pattern ONE = Pattern.compile("\\$\\.(?:Attributes\\.(?<name>[A-Za-z0-9_-]+)|" + STORED_INPUT + ")");

    private Expressions() {
    }

    /** {@code text} with its expressions replaced; an attribute that is not there is empty. */
    static String replaced(String text, Map<String, String> attributes, String storedInput) {
        Matcher expression = ONE.matcher(text);
        return expression.replaceAll(found -> {
            String name = expression.group("name");
            return Matcher.quoteReplacement(name == null ? storedInput : attributes.getOrDefault(name, ""));
        });
    }
}
