package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Suppression;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The table {@code nightcall-suppressions}; its TTL attribute is {@code expires}. Keys that begin with {@value #NOTE}, as no
 * alert's does, are notes that a suppression was ended early.
 *
 * <p>A suppression goes when what it holds has been raised. Only one that nobody has ended for weeks is left to DynamoDB, which
 * may delete an item in the minute in which its time has come.
 */
public final class Suppressions {

    private static final String NOTE = "/";
    /** Longer than any occurrence of a maintenance window is remembered as one. */
    private static final Duration NOTED = Duration.ofDays(400);

    /** Longer than nobody looks what is overdue. */
    private static final Duration UNENDED = Duration.ofDays(30);

    private final Table table;

    public Suppressions(Table table) {
        this.table = table;
    }

    /**
     * Begins a suppression, unless there is one with the same key that {@link Suppression#standsAgainst stands}.
     *
     * @return the one that is there now
     */
    public Suppression begin(Suppression wanted, Instant now) {
        Optional<Suppression> before = find(wanted.key());
        if (before.filter(one -> one.standsAgainst(wanted, now)).isPresent()) {
            return before.get();
        }
        Suppression begun = wanted.begun(now);
        boolean done = before.map(one -> replace(one, begun))
                .orElseGet(() -> put(begun).whenAbsent("until").execute().isPresent());
        return done ? begun : begin(wanted, now);
    }

    private Write put(Suppression suppression) {
        return table.put(Item.of("key", suppression.key()).with("until", suppression.until().getEpochSecond())
                .with("severity", suppression.severity().word()).with("by", suppression.by())
                .with("reason", suppression.reason()).with("how", suppression.how())
                .with("asked", suppression.asked()).with("expires", suppression.until().plus(UNENDED).getEpochSecond()));
    }

    public Optional<Suppression> find(AlertKey key) {
        return table.get(Item.of("key", key)).map(Suppressions::read);
    }

    /** @param keys any number, each once */
    List<Suppression> find(List<AlertKey> keys) {
        return table.get(keys.stream().map(key -> Item.of("key", key)).toList()).stream().map(Suppressions::read).toList();
    }

    /** Those that can hold an alert, ended ones included. */
    public Supplier<List<Suppression>> of(Alert alert, Reads reads) {
        List<Supplier<Optional<Suppression>>> found = alert.suppressedBy().stream()
                .map(key -> reads.get(table, Item.of("key", key), Suppressions::read)).toList();
        return () -> found.stream().flatMap(one -> one.get().stream()).toList();
    }

    public List<Suppression> all() {
        return items().map(Suppressions::read).toList();
    }

    /** What has been done about one that may have been begun by a maintenance window. */
    Optional<Begun> begun(AlertKey key) {
        return table.get(Item.of("key", key)).map(Suppressions::readBegun);
    }

    /** All that have been begun by maintenance windows. */
    List<Begun> allBegun() {
        return items().map(Suppressions::readBegun).filter(Begun::isOurs).toList();
    }

    /** Puts a suppression in the place of another one. @return false when that has changed meanwhile */
    private boolean replace(Suppression before, Suppression now) {
        return put(now).whenEquals("until", before.until().getEpochSecond()).whenEquals("severity", before.severity().word())
                .whenEquals("by", before.by()).execute().isPresent();
    }

    /** Notes when something was first done about a suppression, unless it has become another one meanwhile. */
    void note(Suppression suppression, String done, Instant at) {
        table.update(Item.of("key", suppression.key())).setOnce(done, at)
                .whenEquals("until", suppression.until().getEpochSecond())
                .whenEquals("severity", suppression.severity().word()).whenEquals("by", suppression.by()).execute();
    }

    /** Remembers that a suppression is ended early, so that no maintenance window that runs now begins it again. */
    void noteEarlyEnd(AlertKey key, Instant at) {
        table.put(Item.of("key", NOTE + key).with("at", at).with("expires", at.plus(NOTED).getEpochSecond())).execute();
    }

    /** When a suppression was last ended early. */
    Optional<Instant> earlyEnd(AlertKey key) {
        return table.get(Item.of("key", NOTE + key)).map(item -> item.time("at"));
    }

    private Stream<Item> items() {
        return table.all().filter(item -> !item.text("key").startsWith(NOTE));
    }

    /** Makes it hold nothing new. @return false when it has meanwhile been made longer */
    public boolean end(Suppression suppression) {
        return table.update(Item.of("key", suppression.key())).set("ended", 1)
                .whenEquals("until", suppression.until().getEpochSecond()).execute().isPresent();
    }

    /** Only a condition, for a transaction: it ends when it was read to, and holds until then. */
    Write stillInForce(Suppression suppression) {
        return table.check(Item.of("key", suppression.key())).whenEquals("until", suppression.until().getEpochSecond())
                .whenAbsent("ended");
    }

    /**
     * Ends it early. One that should have ended before is left as it is, or the message that ends it would not any more.
     *
     * @return the suppression with its end, or empty when there is none
     */
    public Optional<Suppression> shorten(AlertKey key, Instant until) {
        Optional<Suppression> now = find(key);
        if (now.isEmpty() || !now.get().until().isAfter(until)) {
            return now;
        }
        return table.update(Item.of("key", key)).set("until", until.getEpochSecond())
                .whenEquals("until", now.get().until().getEpochSecond()).execute().map(Suppressions::read)
                .or(() -> shorten(key, until));
    }

    /** @return false when it has meanwhile been begun again, or is gone */
    public boolean delete(Suppression suppression) {
        return table.delete(Item.of("key", suppression.key()), "until", suppression.until().getEpochSecond());
    }

    private static Begun readBegun(Item item) {
        return new Begun(read(item), item.has(Begun.ANNOUNCED), item.time(Begun.TAKEN));
    }

    private static Suppression read(Item item) {
        return new Suppression(AlertKey.stored(item.text("key")), Instant.ofEpochSecond(item.number("until")),
                Severity.of(item.text("severity")), item.text("by"), item.text("reason"),
                item.has("how") ? item.text("how") : "", item.has("ended"), item.time("asked"));
    }
}
