package dev.nightcall.reading;

import com.google.re2j.Pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message, and what regular expressions have found in it under names of their own. What was found first counts. */
final class Scope {

    /** Bytes that one takes up with what was found in it, at the most usual. */
    static final int WEIGHT = 600;

    private final Message message;
    private final List<Pattern> missing;
    private final Map<String, String> found;

    /** @param missing a text in which one of them is found is as if it were not there */
    Scope(Message message, List<Pattern> missing) {
        this(message, missing, Map.of());
    }

    private Scope(Message message, List<Pattern> missing, Map<String, String> found) {
        this.message = message;
        this.missing = missing;
        this.found = found;
    }

    Message message() {
        return message;
    }

    /** The first text of that name that is not blank. */
    Optional<String> text(String name) {
        String known = found.get(name);
        return known != null ? Optional.of(known)
                : texts(name).stream().filter(text -> !text.isBlank()).findFirst().map(String::strip);
    }

    List<String> texts(String name) {
        String known = found.get(name);
        if (known != null) {
            return List.of(known);
        }
        List<String> texts = message.texts(name);
        return missing.isEmpty() ? texts : texts.stream().filter(text -> !isMissing(text)).toList();
    }

    boolean isMissing(String text) {
        return missing.stream().anyMatch(expression -> expression.matcher(text).find());
    }

    /** With more that was found; a name that is taken keeps its text. */
    Scope with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(found);
        return new Scope(message, missing, all);
    }

    /** One of several in the same message: what is found in it comes before what was found around it. */
    Scope within(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(found);
        all.putAll(more);
        return new Scope(message, missing, all);
    }

    /** What was found around a member holds in the member, too. */
    Scope member(Message member) {
        return new Scope(member, missing, found);
    }
}
