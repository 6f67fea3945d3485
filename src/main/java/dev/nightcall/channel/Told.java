package dev.nightcall.channel;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Telling;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * What has been told: an entry on the incident's timeline and, written with it, an item of the same table in the partition
 * {@code told/INCIDENT}, by which a repeat knows without reading the timeline. The item is there before, as a lease: the
 * same may be asked for twice at the same moment, as when both the call watch and the contact record tell of a digit.
 */
final class Told {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Table table;
    private final Timeline timeline;
    private final Transactions transactions;

    Told(Table table, Timeline timeline, Transactions transactions) {
        this.table = table;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    /**
     * Whether it is to be told now, by whoever asks.
     *
     * @param lease how long telling may take; then somebody else may
     * @throws TryAgain while somebody else is telling it
     */
    boolean begin(Telling telling, Instant now, Duration lease) {
        boolean mine = table.update(key(telling)).set("until", now.plus(lease)).whenAbsent("told")
                .whenAbsentOrLess("until", now).execute().isPresent();
        if (!mine && table.get(key(telling)).filter(item -> item.has("told")).isEmpty()) {
            throw new TryAgain(Masked.recipient(telling.recipient()) + " is being told of it already", PAUSE, null);
        }
        return mine;
    }

    void add(Telling telling, Instant now) {
        transactions.execute(table.update(key(telling)).set("told", now).remove("until").whenAbsent("told"),
                timeline.entry(telling.incident(), now, Event.TOLD, about(telling),
                        telling.wasTooLate() ? Event.TOO_LATE.word() : telling.occasion().word(),
                        Masked.recipient(telling.recipient())));
    }

    void fail(Telling telling, Instant now, String reason) {
        table.update(key(telling)).remove("until").whenAbsent("told").execute();
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
