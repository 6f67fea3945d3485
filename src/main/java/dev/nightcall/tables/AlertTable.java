package dev.nightcall.tables;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Order;
import dev.nightcall.core.Spell;
import dev.nightcall.queue.Messages;

import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table {@code nightcall-alerts}: the alerts of an incident, or held by a suppression. */
public final class AlertTable {

    private static final String OVER = "over/";
    private static final String PLACE = "place/";
    private static final int FEW = 16;
    private static final List<String> FIRING = List.of(State.FIRING.word(), State.ACKNOWLEDGED.word());

    private final Table table;
    private final Messages messages;

    public AlertTable(Table table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    /** What is filed of the same alert. */
    public Optional<AlertRow> find(String holder, Alert alert) {
        return table.get(key(holder, alert)).or(() -> isWrittenSo(alert) ? Optional.empty()
                : table.get(writtenKey(holder, alert))).map(this::read);
    }

    public Supplier<Optional<AlertRow>> find(String holder, Alert alert, Reads reads) {
        Supplier<Optional<AlertRow>> found = reads.get(table, key(holder, alert), this::read);
        if (isWrittenSo(alert)) {
            return found;
        }
        Supplier<Optional<AlertRow>> before = reads.get(table, writtenKey(holder, alert), this::read);
        return () -> found.get().or(before);
    }

    /**
     * What is filed of the same alert by its own name, or by what was written where an older version did.
     *
     * @param prefix of holders
     */
    Supplier<Optional<AlertRow>> findNamed(String prefix, Alert alert, Reads reads) {
        Supplier<Optional<AlertRow>> found = reads.get(table, key(prefix + alert.identity(), alert), this::read);
        if (isWrittenSo(alert)) {
            return found;
        }
        Supplier<Optional<AlertRow>> before = reads.get(table, writtenKey(prefix + alert.writtenIdentity(), alert), this::read);
        return () -> found.get().or(before);
    }

    /**
     * All of a holder, read as far as they are asked for: a few of them, which may be all there are; then from both sides of this
     * one, which has just been filed, page by page, each twice as long as the one before. When one alert after the other
     * recovers, in whatever order, only those have to be read that are between it and the next one that fires, and not all that
     * have recovered before.
     */
    public Stream<AlertRow> around(String holder, Alert alert) {
        // Not by flatMap: an iterator over that has read all of what it is flat over.
        return StreamSupport.stream(() -> rows(holder, alert).spliterator(), Spliterator.ORDERED, false);
    }

    private Stream<AlertRow> rows(String holder, Alert own) {
        Table.Page few = table.page(null, "holder", holder, false, FEW, null);
        Stream<Item> others = few.next() == null ? Stream.empty() : new Beside(table, holder, key(holder, own)).items();
        return Stream.concat(few.items().stream(), others).map(this::read).distinct();
    }

    public Stream<AlertRow> of(String holder) {
        return table.partition("holder", holder).map(this::read);
    }

    /** How many of a holder's alerts {@link AlertRow#isFiring() fire}; no alert is handed over for it. */
    public long countFiring(String holder) {
        return table.count("holder", holder, "state", FIRING, List.of("moved", "related"));
    }

    /** Those of a holder that fire and that nothing else has taken; of ten thousand that have recovered none is handed over. */
    public Stream<AlertRow> firing(String holder) {
        return table.partition("holder", holder, "state", FIRING, List.of("moved")).map(this::read);
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

    /** With since when and how often it fires there. */
    public static Write spell(Write filed, Spell spell) {
        return filed.set("firstBegan", spell.first()).set("began", spell.began()).set("times", spell.times())
                .set("rose", spell.rose()).set("wasBefore", spell.before() == null ? null : spell.before().word());
    }

    /** Another time at which it began to fire there, unless something newer has been said of it. */
    public void stamp(String holder, AlertRow row, Spell spell) {
        spell(table.update(key(holder, row.key())), spell).whenEquals("receivedAt", row.alert().receivedAt()).execute();
    }

    /** Alerts of older versions have none. */
    private static Spell spell(Item item) {
        return item.has("began") ? new Spell(item.time("firstBegan"), item.time("began"), (int) item.number("times"),
                item.time("rose"), item.has("wasBefore") ? Severity.of(item.text("wasBefore")) : null)
                : new Spell(item.time("firstSeen"), item.time("firstSeen"), 1, null, null);
    }

    private Write write(String holder, Alert said, AlertRow before) {
        Alert alert = before == null ? said : said.withSummaryOf(before.alert());
        Write write = table.update(before == null ? key(holder, alert) : key(holder, before.key()))
                .set("alert", messages.write(alert)).set("state", alert.state().word())
                .set("severity", alert.severity().word()).set("receivedAt", alert.receivedAt())
                .setOnce("firstSeen", alert.receivedAt()).set("lastSeen", alert.receivedAt())
                .remove("moved").remove("elsewhere").increase("count", 1);
        return before == null ? write.whenAbsent("receivedAt")
                : write.whenEquals("receivedAt", before.alert().receivedAt());
    }

    /** The write that marks an alert of an incident as held by a suppression. @param row as it was read */
    public Write moving(String holder, AlertRow row) {
        return moving(key(holder, row.key()), row.alert());
    }

    /** Marks an alert of an incident as taken over by another incident, unless something newer has been said of it. */
    public void moveElsewhere(String holder, Alert alert) {
        if (moving(key(holder, alert), alert).set("elsewhere", 1).execute().isEmpty() && !isWrittenSo(alert)) {
            moving(writtenKey(holder, alert), alert).set("elsewhere", 1).execute();
        }
    }

    /** The write that does so. @param row as it was read */
    public Write movingElsewhere(String holder, AlertRow row) {
        return moving(holder, row).set("elsewhere", 1);
    }

    private Write moving(Item key, Alert alert) {
        return table.update(key).set("moved", 1).whenEquals("receivedAt", alert.receivedAt());
    }

    /** Only a condition, for a transaction: nothing else has taken it, and nothing newer was said. @param row as it was read */
    public Write stillHere(String holder, AlertRow row) {
        return table.check(key(holder, row.key())).whenEquals("receivedAt", row.alert().receivedAt()).whenAbsent("moved");
    }

    /** In which group an alert is filed. */
    public String groupOf(Alert alert) {
        return Noted.group(noteOf(alert), alert);
    }

    /** The note of its place, if it has one. */
    public Optional<Noted> noteOf(Alert alert) {
        return noted(alert.identity()).or(() -> isWrittenSo(alert) ? Optional.empty() : noted(alert.writtenIdentity()));
    }

    private Optional<Noted> noted(String identity) {
        return table.get(placeKey(identity)).map(item -> noted(item, identity));
    }

    private static Noted noted(Item item, String identity) {
        return new Noted(item.text("group"), item.text("by"), identity);
    }

    public Supplier<Optional<Noted>> noteOf(Alert alert, Reads reads) {
        Supplier<Optional<Noted>> found = noted(alert.identity(), reads);
        if (isWrittenSo(alert)) {
            return found;
        }
        Supplier<Optional<Noted>> before = noted(alert.writtenIdentity(), reads);
        return () -> found.get().or(before);
    }

    private Supplier<Optional<Noted>> noted(String identity, Reads reads) {
        return reads.get(table, placeKey(identity), item -> noted(item, identity));
    }

    /** Only a condition, for a transaction: an alert is filed where it was. @param place as {@link #noteOf} */
    public Write stillPlaced(Alert alert, Optional<Noted> place) {
        Write check = table.check(placeKey(place.map(Noted::alert).orElse(alert.identity())));
        return place.isEmpty() ? check.whenAbsent("group") : check.whenEquals("group", place.get().group());
    }

    /** The write that says where an alert is filed; it fails if that has changed. @param before what was noted, if anything */
    public Write placing(Alert alert, String group, Optional<Noted> before) {
        Write write = table.update(placeKey(before.map(Noted::alert).orElse(alert.identity())))
                .set("group", group).set("by", alert.id());
        if (before.isEmpty()) {
            return write.whenAbsent("group");
        }
        write.whenEquals("group", before.get().group());
        return before.get().by() == null ? write.whenAbsent("by") : write.whenEquals("by", before.get().by());
    }

    /**
     * The write by which it is remembered that an alert is over, as what it said before may still be on its way; once it is read
     * what is known of it, and none when something newer is. Of a recovery that is said again, too: what fired since the last one
     * and is still on its way is older than this one only.
     *
     * @param known the recovery with what is known it is about, once that is read, too
     */
    public Supplier<Optional<Write>> notingOver(Alert recovery, Supplier<Alert> known, Reads reads) {
        Supplier<Optional<AlertRow>> before = over(recovery, reads);
        return () -> isNews(recovery, before.get())
                ? Optional.of(file(OVER + recovery.identity(), known.get(), before.get().orElse(null))) : Optional.empty();
    }

    private static boolean isNews(Alert recovery, Optional<AlertRow> before) {
        return before.isEmpty() || before.get().isOlderThan(recovery);
    }

    /** The last word by which it is over, older or newer than this. */
    public Optional<Alert> lastOver(Alert alert) {
        return table.get(overKey(alert)).map(this::read).map(AlertRow::alert);
    }

    public Supplier<Optional<Alert>> lastOver(Alert alert, Reads reads) {
        Supplier<Optional<AlertRow>> over = over(alert, reads);
        return () -> over.get().map(AlertRow::alert);
    }

    private Supplier<Optional<AlertRow>> over(Alert alert, Reads reads) {
        return reads.get(table, overKey(alert), this::read);
    }

    /** Only a condition, for a transaction: the last word by which it is over is still that. */
    public Write stillLastOver(Alert alert, Optional<Alert> recovery) {
        Write check = table.check(overKey(alert));
        return recovery.isEmpty() ? check.whenAbsent("receivedAt") : check.whenEquals("receivedAt", recovery.get().receivedAt());
    }

    /** Forgets a held alert, unless something newer has been said of it. */
    public void deleteIfUnchanged(String holder, Alert alert) {
        table.delete(key(holder, alert), "receivedAt", alert.receivedAt());
        if (!isWrittenSo(alert)) {
            table.delete(writtenKey(holder, alert), "receivedAt", alert.receivedAt());
        }
    }

    private static Item key(String holder, Alert alert) {
        return key(holder, alert.identity());
    }

    private static Item key(String holder, String identity) {
        return Item.of("holder", holder).with("key", identity);
    }

    private static Item overKey(Alert alert) {
        return key(OVER + alert.identity(), alert);
    }

    private static Item placeKey(String identity) {
        return key(PLACE + identity, identity);
    }

    /** Whether it is written in the form by which it is known. What is not may have been filed as written by an older version. */
    private static boolean isWrittenSo(Alert alert) {
        return alert.identity().equals(alert.writtenIdentity());
    }

    private static Item writtenKey(String holder, Alert alert) {
        return key(holder, alert.writtenIdentity());
    }

    private AlertRow read(Item item) {
        return new AlertRow(messages.read(item.text("alert"), Alert.class), item.time("firstSeen"),
                item.time("lastSeen"), item.number("count"), item.has("moved"), item.has("elsewhere"), item.has("related"),
                spell(item), item.text("key"));
    }
}
