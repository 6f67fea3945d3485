package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Alerts that are the consequence of others.
 *
 * @param child  the consequence
 * @param parent the cause
 * @param equal  fields in which both must be the same, such as a label that says where they are
 */
record Dependency(AlertMatch child, AlertMatch parent, List<AlertField> equal) {

    /** Under what name the causes of this alert are found; empty when it has none here, or is one itself. */
    Optional<String> causeOf(Alert alert) {
        return child.matches(alert) && !parent.matches(alert) ? Optional.of(name(alert)) : Optional.empty();
    }

    /** Under what name this alert is found by what it causes. */
    Optional<String> asCause(Alert alert) {
        return parent.matches(alert) ? Optional.of(name(alert)) : Optional.empty();
    }

    /** Of a fixed length, since it becomes part of a key, and the same in every Nightcall that has read the same plan. */
    private String name(Alert alert) {
        String words = parent.words() + equal.stream().map(field -> field.name() + "=" + field.of(alert))
                .collect(Collectors.joining("\n", "\n", ""));
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
