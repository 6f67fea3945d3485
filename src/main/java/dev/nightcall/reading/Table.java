package dev.nightcall.reading;

import com.google.re2j.Pattern;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Words of a monitor and what they mean here. The first that matches counts; upper and lower case are alike. */
final class Table {

    static final Table EMPTY = new Table(new LinkedHashMap<>());

    private final Map<Pattern, String> meanings;

    private Table(Map<Pattern, String> meanings) {
        this.meanings = meanings;
    }

    /**
     * A word is a regular expression that has to match the whole.
     *
     * @throws com.google.re2j.PatternSyntaxException when one is not
     */
    static Table ofWords(Map<String, String> meanings) {
        return of(meanings, "");
    }

    /** A word is just what it says, as a host's name with its dots. */
    static Table ofNames(Map<String, String> meanings) {
        return of(meanings, "\\Q");
    }

    private static Table of(Map<String, String> meanings, String prefix) {
        Map<Pattern, String> compiled = new LinkedHashMap<>();
        meanings.forEach((word, meaning) ->
                compiled.put(Pattern.compile(prefix + word, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), meaning));
        return new Table(compiled);
    }

    Optional<String> meaning(String word) {
        return meanings.entrySet().stream().filter(entry -> entry.getKey().matches(word.strip())).map(Map.Entry::getValue)
                .findFirst();
    }
}
