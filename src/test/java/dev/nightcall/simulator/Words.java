package dev.nightcall.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression word by word. Names of attributes are placeholders always, as in all of Nightcall's expressions. */
final class Words {

    private static final Pattern WORD = Pattern.compile("\\s*([#:]?\\w+|<=|>=|<>|\\S)");

    private final String expression;
    private final List<String> words = new ArrayList<>();
    private final Set<String> placeholders = new LinkedHashSet<>();
    private int next;

    Words(String expression) {
        this.expression = expression;
        Matcher word = WORD.matcher(expression);
        while (word.lookingAt()) {
            words.add(word.group(1));
            word.region(word.end(), expression.length());
        }
    }

    boolean atEnd() {
        return next == words.size();
    }

    String take() {
        if (atEnd()) {
            throw Refusal.invalid("the expression ends too early: " + expression);
        }
        return words.get(next++);
    }

    /** Takes the next word if it is this. */
    boolean takeIf(String word) {
        if (atEnd() || !words.get(next).equals(word)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw unknown();
        }
    }

    /** The placeholder of a name. */
    String name() {
        return placeholder("#");
    }

    /** The placeholder of a value. */
    String value() {
        return placeholder(":");
    }

    private String placeholder(String sign) {
        String word = take();
        if (!word.startsWith(sign) || word.length() == 1) {
            next--;
            throw unknown();
        }
        placeholders.add(word);
        return word;
    }

    /** All that were taken. */
    Set<String> placeholders() {
        return placeholders;
    }

    UnsupportedOperationException unknown() {
        String what = atEnd() ? "an expression that ends here" : "\"" + words.get(next) + "\" there";
        return Refusal.unknown(what + ": " + expression);
    }
}
