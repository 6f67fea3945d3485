package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings that hold now. */
final class CurrentSettings {

    private static final String KIND = "settings";
    private static final String KEY = "current";

    private final Journal journal;
    private Settings settings;

    CurrentSettings(Settings initial, Journal journal) {
        this.journal = journal;
        JsonNode kept = journal.kept(KIND).get(KEY);
        this.settings = kept == null ? initial : initial.with(kept);
    }

    Settings get() {
        return settings;
    }

    /** @throws IllegalArgumentException when a name or a value is not one of a setting; nothing has changed then */
    Settings change(JsonNode changes) {
        return replace(settings.with(changes));
    }

    /** The failure that the next request for {@code operation} meets; one time less is left of it. */
    Optional<Failure> takeFailure(String operation) {
        List<Failure> left = new ArrayList<>(settings.failures());
        for (int i = 0; i < left.size(); i++) {
            Failure failure = left.get(i);
            if (failure.operation().equals(operation)) {
                if (failure.isLast()) {
                    left.remove(i);
                } else {
                    left.set(i, failure.onceLess());
                }
                replace(settings.withFailures(left));
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private Settings replace(Settings changed) {
        settings = changed;
        journal.write(KIND, KEY, settings);
        return settings;
    }
}
