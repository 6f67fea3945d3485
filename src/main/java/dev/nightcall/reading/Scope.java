package dev.nightcall.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message, and what regular expressions have found in it under names of their own. What was found first counts. */
final class Scope {

    private final Message message;
    private final Map<String, String> found;

    Scope(Message message) {
        this(message, Map.of());
    }

    private Scope(Message message, Map<String, String> found) {
        this.message = message;
        this.found = found;
    }

    Message message() {
        return message;
    }

    /** The first text of that name that is not blank. */
    Optional<String> text(String name) {
        String known = found.get(name);
        return known != null ? Optional.of(known)
                : message.texts(name).stream().filter(text -> !text.isBlank()).findFirst().map(String::strip);
    }

    List<String> texts(String name) {
        return found.containsKey(name) ? List.of(found.get(name)) : message.texts(name);
    }

    /** With more that was found; a name that is taken keeps its text. */
    Scope with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(found);
        return new Scope(message, all);
    }

    /** One of several in the same message: what is found in it comes before what was found around it. */
    Scope within(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(found);
        all.putAll(more);
        return new Scope(message, all);
    }

    /** What was found around a member holds in the member, too. */
    Scope member(Message member) {
        return new Scope(member, found);
    }
}
