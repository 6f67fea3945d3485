package dev.nightcall.oncall;

import com.google.re2j.Pattern;

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

    boolean matches(String found) {
        if (pattern != null) {
            return pattern.matches(found);
        }
        return text.endsWith("*") ? found.startsWith(text.substring(0, text.length() - 1)) : found.equals(text);
    }

    @Override
    public String toString() {
        return pattern == null ? text : "/" + pattern + "/";
    }
}
