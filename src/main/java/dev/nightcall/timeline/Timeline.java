package dev.nightcall.timeline;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What happened to an incident and why: append-only, table {@code nightcall-timeline}.
 *
 * <p>An entry is written either in the transaction that changes the state it tells of, or with a time taken from stored
 * state. Both ways a repeat adds nothing: the sort key is the time, the event and what it is about.
 */
public final class Timeline {

    private static final DateTimeFormatter AT = new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
    private final Table table;

    public Timeline(Table table) {
        this.table = table;
    }

    /**
     * A write to go into a transaction, or to be executed on its own.
     *
     * @param about  what tells this entry from others of the same moment, as an alert's key or a call's id
     * @param detail may be null
     */
    public Write entry(String incident, Instant at, Event event, String about, String reason, String detail) {
        return table.put(item(incident, at, event, about, reason, detail));
    }

    private static Item item(String incident, Instant at, Event event, String about, String reason, String detail) {
        return Item.of("incident", incident).with("at", AT.format(at) + "#" + event.word() + "#" + about)
                .with("event", event.word()).with("reason", reason).with("detail", detail);
    }

    public void add(String incident, Instant at, Event event, String about, String reason, String detail) {
        entry(incident, at, event, about, reason, detail).execute();
    }

    /** The same entry on the timelines of many incidents. @param reasons by incident */
    public void addToEach(Map<String, String> reasons, Instant at, Event event, String about, String detail) {
        table.putAll(reasons.entrySet().stream()
                .map(one -> item(one.getKey(), at, event, about, one.getValue(), detail)).toList());
    }

    /** The oldest entries first, at most {@code limit}. */
    public List<Entry> of(String incident, int limit) {
        return table.partition("incident", incident).limit(limit).map(Timeline::read).toList();
    }

    /** The newest entries, at most {@code limit}, the oldest of them first. */
    public List<Entry> latest(String incident, int limit) {
        List<Entry> entries = new ArrayList<>();
        Table.Page page = table.page(null, "incident", incident, true, limit, null);
        page.items().forEach(item -> entries.add(read(item)));
        while (page.next() != null && entries.size() < limit) {
            page = table.page(null, "incident", incident, true, limit - entries.size(), page.next());
            page.items().forEach(item -> entries.add(read(item)));
        }
        Collections.reverse(entries);
        return entries;
    }

    private static Entry read(Item item) {
        String[] key = item.text("at").split("#", 3);
        return new Entry(Instant.parse(key[0]), item.text("event"), key[2], item.text("reason"), item.text("detail"));
    }
}
