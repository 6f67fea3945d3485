package dev.nightcall.channel;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Channels that nobody can be told through as long as a setting is empty. */
public final class UnsetSettings {

    private final Map<String, String> settings = new ConcurrentHashMap<>();

    void add(String recipient, String setting) {
        settings.put(recipient, setting);
    }

    /** The setting that a recipient such as {@code direct:notify-slack} waits for. */
    public Optional<String> of(String recipient) {
        return Optional.ofNullable(settings.get(recipient));
    }
}
