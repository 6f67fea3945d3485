package dev.nightcall.ledger;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table {@code nightcall-ledger}: what was accepted and what became of it, two items for each alert. They are written by
 * different processes in any order, so neither changes the other. The auditor compares them.
 *
 * <p>An alert's partition follows from the alert itself: ten minutes of its time, spread over sixteen, so that a storm
 * does not meet in one.
 */
public final class Ledger {

    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final int SHARDS = 16;
    private static final String ACCEPTED = "accepted";
    private static final String HANDLED = "handled";

    private final Table table;
    private final Duration keep;
    private final Clock clock;

    /** @param keep how long after an alert was received its entry is kept */
    public Ledger(Table table, Duration keep, Clock clock) {
        this.table = table;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * What became of an alert.
     *
     * @param decision in a word, as the metric {@code nightcall_alerts_total} has it
     * @param incident the incident it belongs to, or null
     */
    public record Handled(Alert alert, String decision, String incident) {
    }

    /** Alerts that are in their queue. */
    public void accepted(List<Alert> alerts) {
        Instant now = clock.instant();
        table.putAll(distinct(alerts.stream().map(alert -> item(alert, ACCEPTED, now)).toList()));
    }

    /** Alerts of which a decision is written down. */
    public void handled(List<Handled> handled) {
        Instant now = clock.instant();
        table.putAll(distinct(handled.stream().map(one -> item(one.alert(), HANDLED, now).with("decision", one.decision())
                .with("incident", one.incident())).toList()));
    }

    /** What was received in a span of time, partition by partition. @param to not included */
    public Stream<Entry> between(Instant from, Instant to) {
        return Stream.iterate(slot(from), at -> at.isBefore(to), at -> at.plus(SPAN))
                .flatMap(at -> IntStream.range(0, SHARDS).mapToObj(shard -> partition(at, shard)))
                .flatMap(partition -> entries(partition).stream())
                .filter(entry -> !entry.receivedAt().isBefore(from) && entry.receivedAt().isBefore(to));
    }

    private List<Entry> entries(String partition) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        table.partition("slot", partition).map(Ledger::read)
                .forEach(half -> entries.merge(half.receivedAt() + half.id(), half, Entry::with));
        return new ArrayList<>(entries.values());
    }

    private Item item(Alert alert, String half, Instant at) {
        return Item.of("slot", partition(slot(alert.receivedAt()), Math.floorMod(alert.id().hashCode(), SHARDS)))
                .with("entry", alert.receivedAt() + "#" + alert.id() + "#" + half).with("id", alert.id())
                .with("alert", alert.writtenIdentity()).with("state", alert.state().word()).with("receivedAt", alert.receivedAt())
                .with(half, at).with("until", alert.receivedAt().plus(keep).getEpochSecond());
    }

    /** DynamoDB refuses a batch that has one key twice. */
    private static List<Item> distinct(List<Item> items) {
        Map<String, Item> byKey = new LinkedHashMap<>();
        items.forEach(item -> byKey.put(item.text("slot") + item.text("entry"), item));
        return List.copyOf(byKey.values());
    }

    private static Entry read(Item item) {
        return new Entry(item.text("id"), item.text("alert"), item.text("state"), item.time("receivedAt"),
                item.time(ACCEPTED), item.time(HANDLED), item.text("decision"), item.text("incident"));
    }

    private static Instant slot(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() - Math.floorMod(time.getEpochSecond(), SPAN.toSeconds()));
    }

    private static String partition(Instant slot, int shard) {
        return slot + "/" + Integer.toHexString(shard);
    }
}
