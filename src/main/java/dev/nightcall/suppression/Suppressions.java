package dev.nightcall.suppression;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code nightcall-suppressions}; its TTL attribute is {@code until}. */
public final class Suppressions {

    private final Table table;

    public Suppressions(Table table) {
        this.table = table;
    }

    /** Begins a suppression or makes it longer; a shorter one with the same key changes nothing. */
    public void begin(Suppression suppression) {
        table.put(Item.of("key", suppression.key()).with("until", suppression.until().getEpochSecond())
                .with("severity", suppression.severity().word()).with("by", suppression.by())
                .with("reason", suppression.reason()))
                .whenAbsentOrLess("until", suppression.until().getEpochSecond()).execute();
    }

    public Optional<Suppression> find(AlertKey key) {
        return table.get(Item.of("key", key)).map(Suppressions::read);
    }

    /** Those that can hold an alert with this key, ended ones included. */
    public List<Suppression> of(AlertKey alert) {
        return table.get(alert.suppressedBy().stream().map(key -> Item.of("key", key)).toList()).stream()
                .map(Suppressions::read).toList();
    }

    public List<Suppression> all() {
        return table.all().map(Suppressions::read).toList();
    }

    /** Makes it hold nothing new. @return false when it has meanwhile been made longer */
    public boolean end(Suppression suppression) {
        return table.update(Item.of("key", suppression.key())).set("ended", 1)
                .whenEquals("until", suppression.until().getEpochSecond()).execute().isPresent();
    }

    /** Ends it early. @return the suppression with its new end, or empty when there is none */
    public Optional<Suppression> shorten(AlertKey key, Instant until) {
        return table.update(Item.of("key", key)).set("until", until.getEpochSecond()).whenPresent("until").execute()
                .map(Suppressions::read);
    }

    public void delete(Suppression suppression) {
        table.delete(Item.of("key", suppression.key()));
    }

    private static Suppression read(Item item) {
        return new Suppression(AlertKey.parse(item.text("key")), Instant.ofEpochSecond(item.number("until")),
                Severity.of(item.text("severity")), item.text("by"), item.text("reason"), item.has("ended"));
    }
}
