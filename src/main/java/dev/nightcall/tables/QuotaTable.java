package dev.nightcall.tables;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Quota;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is in use of Connect's quota by the whole fleet: one item of the table {@code nightcall-fleet} has the time at which the
 * bucket is full again, and an attribute for each call that runs: until when its line is claimed, so that what a lost Nightcall
 * has taken comes back.
 */
public final class QuotaTable {

    private static final String FULL = "full";
    private static final String CALL = "call/";

    private final Table table;
    private final Quota quota;

    public QuotaTable(Table table, Quota quota) {
        this.table = table;
        this.quota = quota;
    }

    /** What is in use of it, as it was read. */
    public final class Left {

        private final Quota.Use use;

        private Left(Item item) {
            use = new Quota.Use(item.time(FULL), item.names().stream().filter(name -> name.startsWith(CALL))
                    .collect(Collectors.toMap(name -> name.substring(CALL.length()), item::time)));
        }

        public Quota.Use use() {
            return use;
        }

        /** Takes a token and the room of a call; fails if somebody else has taken a token since it was read. */
        public Write take(String call, Instant until, Instant now) {
            Quota.Use taken = quota.taken(use, call, until, now);
            Write write = table.update(key()).set(FULL, taken.full()).set(CALL + call, until);
            use.calls().keySet().stream().filter(old -> !taken.calls().containsKey(old)).forEach(old -> write.remove(CALL + old));
            return use.full() == null ? write.whenAbsent(FULL) : write.whenEquals(FULL, use.full());
        }
    }

    /** What is in use of it now. */
    public Left left() {
        return new Left(table.get(key()).orElse(Item.empty()));
    }

    /** The same, read with other things. */
    public Supplier<Left> left(Reads reads) {
        Supplier<Optional<Item>> item = reads.get(table, key());
        return () -> new Left(item.get().orElse(Item.empty()));
    }

    /** The call runs until then, unless it ends before. */
    public Write hold(String call, Instant until) {
        return table.update(key()).set(CALL + call, until);
    }

    /** The call is over. */
    public Write release(String call) {
        return table.update(key()).remove(CALL + call);
    }

    private static Item key() {
        return Item.of("set", "quota").with("name", "dials");
    }
}
