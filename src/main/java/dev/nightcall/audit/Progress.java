package dev.nightcall.audit;

import dev.nightcall.aws.Cursor;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.sending.AuditDone;

import java.time.Instant;
import java.util.Set;

/**
 * How far the auditor has come: an item of the set {@code audit} of the table {@code nightcall-fleet}, so that whichever
 * Nightcall runs next goes on there.
 */
public final class Progress {

    private static final Item KEY = Item.of("set", "audit").with("name", "progress");
    private static final String PLACE = "place/";
    private final Table table;

    public Progress(Table table) {
        this.table = table;
    }

    /** What was found by the run before. */
    AuditDone before() {
        Item item = table.get(KEY).orElse(Item.empty());
        return new AuditDone(item.time("wholeAt"), item.time("since"), item.set("suspects"), item.set("told"),
                item.has("alarmed"));
    }

    /** An alert is about to tell of it. */
    void alarms() {
        table.update(KEY).set("alarmed", 1).execute();
    }

    /** Everything is sent. */
    public void keep(AuditDone found) {
        Write write = table.update(KEY).set("wholeAt", found.wholeAt()).set("since", found.since());
        set(write, "suspects", found.suspects());
        set(write, "told", found.told());
        set(write, "alarmed", found.alarmed() ? 1 : null);
        write.execute();
    }

    /** After which key to go on; null for the beginning. Until it is kept anew, the beginning is the place. */
    Item takePlace(String of) {
        String cursor = table.get(KEY).orElse(Item.empty()).text(PLACE + of);
        if (cursor != null) {
            keepPlace(of, null);
        }
        return cursor == null ? null : Cursor.read(cursor);
    }

    void keepPlace(String of, Item after) {
        if (after != null || table.get(KEY).orElse(Item.empty()).has(PLACE + of)) {
            table.update(KEY).set(PLACE + of, Cursor.write(after)).execute();
        }
    }

    /** DynamoDB has no empty sets. */
    private static void set(Write write, String name, Object value) {
        write.set(name, value instanceof Set<?> set && set.isEmpty() ? null : value);
    }
}
