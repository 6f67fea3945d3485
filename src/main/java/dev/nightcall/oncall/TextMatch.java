package dev.nightcall.oncall;

import com.google.re2j.Pattern;

import java.util.function.UnaryOperator;

/**
 * A text of an alert that is looked for. Regular expressions are those of RE2, which take no longer than the text is long,
 * whatever a monitor has written; all of the text has to match.
 *
 * @param text    to be equal to, or with a star at its end to begin like; null when there is a pattern
 * @param pattern null when there is a text
 */
record TextMatch(String text, Pattern pattern) {

    static TextMatch of(String text) {
        return new TextMatch(text, null);
    }

    /** @throws com.google.re2j.PatternSyntaxException when it is no regular expression */
    static TextMatch ofPattern(String regex) {
        return new TextMatch(null, Pattern.compile(regex));
    }

    /** The same with another text; of a regular expression, itself. */
    TextMatch map(UnaryOperator<String> form) {
        return text == null ? this : of(form.apply(text));
    }

    boolean matches(String found) {
        if (pattern != null) {
            return pattern.matches(found);
        }
        return text.endsWith("*") ? found.startsWith(beginning()) : found.equals(text);
    }

    /** Whether it is seen to match what the other one matches; of two regular expressions only the same are. */
    boolean covers(TextMatch other) {
        return other.pattern == null ? matches(other.beginning()) : toString().equals(other.toString());
    }

    private String beginning() {
        return text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return pattern == null ? text : "/" + pattern + "/";
    }
}
