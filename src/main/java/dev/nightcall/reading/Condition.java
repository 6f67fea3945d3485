package dev.nightcall.reading;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Regular expressions of which one has to be found in one of the texts of a name. Those of RE2, whose time grows with the
 * length of the text only: whoever writes the text must not be able to keep Nightcall busy.
 *
 * @param name what is looked at: {@code subject}, {@code body}, {@code $.status}, an OID
 */
record Condition(String name, List<Pattern> expressions) {

    /** What the named groups of the first expression that is found hold; empty when none is found. */
    Optional<Map<String, String>> find(Scope scope) {
        for (Pattern expression : expressions) {
            for (String text : scope.texts(name)) {
                Matcher matcher = expression.matcher(text);
                if (matcher.find()) {
                    return Optional.of(groups(expression, matcher));
                }
            }
        }
        return Optional.empty();
    }

    /** What the named groups hold, for each place where an expression is found. */
    List<Map<String, String>> findAll(Scope scope, int max) {
        List<Map<String, String>> found = new ArrayList<>();
        for (Pattern expression : expressions) {
            for (String text : scope.texts(name)) {
                Matcher matcher = expression.matcher(text);
                while (found.size() < max && matcher.find()) {
                    found.add(groups(expression, matcher));
                }
            }
        }
        return found;
    }

    private static Map<String, String> groups(Pattern expression, Matcher matcher) {
        Map<String, String> groups = new HashMap<>();
        expression.namedGroups().keySet().forEach(name -> {
            String group = matcher.group(name);
            if (group != null && !group.isBlank()) {
                groups.put(name, group.strip());
            }
        });
        return groups;
    }
}
