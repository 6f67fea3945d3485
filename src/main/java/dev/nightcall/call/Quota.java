package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What Amazon Connect allows the whole fleet: a rate of dialling, and how many calls may run at a time. One item of the table
 * {@code nightcall-lines} has the time at which the bucket is full again, and an attribute for each call that runs: until when
 * its line is claimed, so that what a lost Nightcall has taken comes back.
 */
public final class Quota {

    private static final String FULL = "full";
    private static final String CALL = "call/";

    private final Table table;
    private final Bucket bucket;
    private final int concurrentCalls;

    /** @param concurrentCalls Connect's quota of concurrent calls per instance */
    public Quota(Table table, Bucket bucket, int concurrentCalls) {
        this.table = table;
        this.bucket = bucket;
        this.concurrentCalls = concurrentCalls;
    }

    /** What is left of it, as it was read. */
    final class Left {

        private final Item item;

        private Left(Item item) {
            this.item = item;
        }

        /** Whether one more call may run, or this one, which does already. */
        boolean hasRoom(String call, Instant now) {
            return item.names().stream().filter(name -> name.startsWith(CALL) && !name.equals(CALL + call))
                    .filter(name -> item.time(name).isAfter(now)).count() < concurrentCalls;
        }

        /** How long until Connect may be asked to dial. */
        Duration untilToken(Instant now) {
            return bucket.until(item.time(FULL), now, 0);
        }

        /** Takes a token and the room of a call; fails if somebody else has taken a token since it was read. */
        Write take(String call, Instant until, Instant now) {
            Instant full = item.time(FULL);
            Write write = table.update(key()).set(FULL, bucket.take(full, now)).set(CALL + call, until);
            expired(call, now).forEach(write::remove);
            return full == null ? write.whenAbsent(FULL) : write.whenEquals(FULL, full);
        }

        private List<String> expired(String call, Instant now) {
            return item.names().stream().filter(name -> name.startsWith(CALL) && !name.equals(CALL + call))
                    .filter(name -> !item.time(name).isAfter(now)).toList();
        }
    }

    /** The calls that have room now: claimed, dialled or running. */
    List<String> calls(Instant now) {
        Item item = table.get(key()).orElse(Item.empty());
        return item.names().stream().filter(name -> name.startsWith(CALL)).filter(name -> item.time(name).isAfter(now))
                .map(name -> name.substring(CALL.length())).toList();
    }

    Left left() {
        return new Left(table.get(key()).orElse(Item.empty()));
    }

    /** The call runs until then, unless it ends before. */
    Write hold(String call, Instant until) {
        return table.update(key()).set(CALL + call, until);
    }

    Write release(String call) {
        return table.update(key()).remove(CALL + call);
    }

    int concurrentCalls() {
        return concurrentCalls;
    }

    private static Item key() {
        return Item.of("set", "quota").with("name", "dials");
    }
}
