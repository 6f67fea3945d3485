package dev.nightcall.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message made of texts. */
record TextMessage(String door, Map<String, String> named, String forSystem) implements Message {

    static TextMessage mail(Map<String, String> named) {
        return new TextMessage("mail", named, null);
    }

    @Override
    public List<String> texts(String name) {
        return named.containsKey(name) ? List.of(named.get(name)) : List.of();
    }

    @Override
    public Optional<String> system() {
        return Optional.ofNullable(forSystem);
    }

    @Override
    public String sender() {
        return "monitor@example.com";
    }

    @Override
    public String title() {
        return named.getOrDefault("subject", "");
    }

    @Override
    public String text() {
        return named.getOrDefault("body", "");
    }

    @Override
    public Optional<Instant> writtenAt() {
        return Optional.empty();
    }
}
