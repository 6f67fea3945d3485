package dev.nightcall.tables;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Order;
import dev.nightcall.queue.Messages;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The table {@code nightcall-alerts}: the alerts of an incident, or held by a suppression. */
public final class AlertTable {

    private static final String OVER = "over/";
    private static final String PLACE = "place/";
    private static final int FEW = 16;

    private final Table table;
    private final Messages messages;

    public AlertTable(Table table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    /** What is filed of the same alert. */
    public Optional<AlertRow> find(String holder, Alert alert) {
        return table.get(key(holder, alert)).map(this::read);
    }

    public Supplier<Optional<AlertRow>> find(String holder, Alert alert, Reads reads) {
        return reads.get(table, key(holder, alert), this::read);
    }

    /**
     * All of a holder, read as far as they are asked for: a few of them, which may be all there are; then from both sides of this
     * one, which has just been filed, page by page, each twice as long as the one before. When one alert after the other recovers,
     * in whatever order, only those have to be read that are between it and the next one that fires, and not all that have
     * recovered before.
     */
    public Stream<AlertRow> around(String holder, Alert alert) {
        return Stream.of(alert).flatMap(own -> {
            Table.Page few = table.page(null, "holder", holder, false, FEW, null);
            Stream<Item> others = few.next() == null ? Stream.empty() : new Beside(table, holder, key(holder, own)).items();
            return Stream.concat(few.items().stream(), others).map(this::read).distinct();
        });
    }

    public Stream<AlertRow> of(String holder) {
        return table.partition("holder", holder).map(this::read);
    }

    /** How many of a holder's alerts {@link AlertRow#isFiring() fire}; no alert is handed over for it. */
    public long countFiring(String holder) {
        return table.count("holder", holder, "state", List.of(State.FIRING.word(), State.ACKNOWLEDGED.word()),
                List.of("moved", "related"));
    }

    /**
     * The write that files an alert as the latest word. One that comes without a summary keeps what is known.
     *
     * @param before what is filed now, or null; the write fails if that has changed
     */
    public Write file(String holder, Alert alert, AlertRow before) {
        return write(holder, alert, before).remove("related");
    }

    /** The same for an alert that is the consequence of what the holder is about. */
    public Write fileAsRelated(String holder, Alert alert, AlertRow before) {
        return write(holder, alert, before).set("related", 1);
    }

    private Write write(String holder, Alert said, AlertRow before) {
        Alert alert = before == null ? said : said.withSummaryOf(before.alert());
        Write write = table.update(key(holder, alert))
                .set("alert", messages.write(alert)).set("state", alert.state().word())
                .set("severity", alert.severity().word()).set("receivedAt", alert.receivedAt())
                .setOnce("firstSeen", alert.receivedAt()).set("lastSeen", alert.receivedAt())
                .remove("moved").remove("elsewhere").increase("count", 1);
        return before == null ? write.whenAbsent("receivedAt")
                : write.whenEquals("receivedAt", before.alert().receivedAt());
    }

    /** Marks an alert of an incident as held by a suppression. @return false when something newer has been said of it */
    public boolean move(String holder, Alert alert) {
        return moving(holder, alert).execute().isPresent();
    }

    /** Marks an alert of an incident as taken over by another incident, unless something newer has been said of it. */
    public void moveElsewhere(String holder, Alert alert) {
        moving(holder, alert).set("elsewhere", 1).execute();
    }

    private Write moving(String holder, Alert alert) {
        return table.update(key(holder, alert)).set("moved", 1).whenEquals("receivedAt", alert.receivedAt());
    }

    /** In which group an alert is filed, if that is not plain to see from it. */
    public Optional<String> placeOf(Alert alert) {
        return table.get(key(PLACE + alert.identity(), alert)).map(item -> item.text("group"));
    }

    public Supplier<Optional<Noted>> placeOf(Alert alert, Reads reads) {
        return reads.get(table, key(PLACE + alert.identity(), alert),
                item -> new Noted(item.text("group"), item.text("by")));
    }

    public void place(Alert alert, String group) {
        table.update(key(PLACE + alert.identity(), alert)).set("group", group).execute();
    }

    /** The write that says where an alert is filed; it fails if that has changed. @param before what was noted, if anything */
    public Write placing(Alert alert, String group, Optional<Noted> before) {
        Write write = table.update(key(PLACE + alert.identity(), alert)).set("group", group).set("by", alert.id());
        if (before.isEmpty()) {
            return write.whenAbsent("group");
        }
        write.whenEquals("group", before.get().group());
        return before.get().by() == null ? write.whenAbsent("by") : write.whenEquals("by", before.get().by());
    }

    /**
     * The write by which it is remembered that an alert is over, as what it said before may still be on its way; once it is read
     * what is known of it, and none when something newer is.
     *
     * @param known the recovery with what is known it is about, once that is read, too
     */
    public Supplier<Optional<Write>> notingOver(Alert recovery, Supplier<Alert> known, Reads reads) {
        Supplier<Optional<AlertRow>> before = find(OVER + recovery.identity(), recovery, reads);
        return () -> isNews(recovery, before.get())
                ? Optional.of(file(OVER + recovery.identity(), known.get(), before.get().orElse(null))) : Optional.empty();
    }

    private static boolean isNews(Alert recovery, Optional<AlertRow> before) {
        return before.isEmpty() || before.get().isOlderThan(recovery);
    }

    /** The last recovery, if that is newer than this. */
    public Optional<Alert> overAfter(Alert alert) {
        return lastOver(alert).filter(recovery -> Order.isNewer(recovery, alert));
    }

    public Supplier<Optional<Alert>> overAfter(Alert alert, Reads reads) {
        Supplier<Optional<AlertRow>> over = find(OVER + alert.identity(), alert, reads);
        return () -> over.get().map(AlertRow::alert).filter(recovery -> Order.isNewer(recovery, alert));
    }

    /** The last word by which it is over, older or newer than this. */
    public Optional<Alert> lastOver(Alert alert) {
        return find(OVER + alert.identity(), alert).map(AlertRow::alert);
    }

    /** Only a condition, for a transaction: the last word by which it is over is still that. */
    public Write stillLastOver(Alert alert, Optional<Alert> recovery) {
        Write check = table.check(key(OVER + alert.identity(), alert));
        return recovery.isEmpty() ? check.whenAbsent("receivedAt") : check.whenEquals("receivedAt", recovery.get().receivedAt());
    }

    /** Forgets a held alert. */
    public void delete(String holder, Alert alert) {
        table.delete(key(holder, alert));
    }

    /** Forgets a held alert, unless something newer has been said of it. */
    public void deleteIfUnchanged(String holder, Alert alert) {
        table.delete(key(holder, alert), "receivedAt", alert.receivedAt());
    }

    private static Item key(String holder, Alert alert) {
        return Item.of("holder", holder).with("key", alert.identity());
    }

    private AlertRow read(Item item) {
        return new AlertRow(messages.read(item.text("alert"), Alert.class), item.time("firstSeen"),
                item.time("lastSeen"), item.number("count"), item.has("moved"), item.has("elsewhere"), item.has("related"));
    }
}
