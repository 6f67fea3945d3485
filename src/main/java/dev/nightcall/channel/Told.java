package dev.nightcall.channel;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.incident.Telling;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;

/**
 * What has been told: an entry on the incident's timeline and, written with it, an item of the same table in the partition
 * {@code told/INCIDENT}, by which a repeat knows without reading the timeline.
 */
final class Told {

    private final Table table;
    private final Timeline timeline;
    private final Transactions transactions;

    Told(Table table, Timeline timeline, Transactions transactions) {
        this.table = table;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    boolean is(Telling telling) {
        return table.get(key(telling)).isPresent();
    }

    void add(Telling telling, Instant now) {
        transactions.execute(table.put(key(telling)).whenAbsent("at"), timeline.entry(telling.incident(), now, Event.TOLD,
                about(telling), telling.occasion().word(), Masked.recipient(telling.recipient())));
    }

    void fail(Telling telling, Instant now, String reason) {
        timeline.add(telling.incident(), now, Event.NOT_TOLD, about(telling), reason,
                Masked.recipient(telling.recipient()));
    }

    private static String about(Telling telling) {
        return telling.occasion().word() + "/" + telling.position() + "/" + Masked.recipient(telling.recipient());
    }

    private static Item key(Telling telling) {
        return Item.of("incident", "told/" + telling.incident()).with("at", telling.id());
    }
}
