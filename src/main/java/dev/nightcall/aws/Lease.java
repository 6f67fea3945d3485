package dev.nightcall.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Which of several Nightcalls does what one is enough for: an item of the table {@code nightcall-fleet}, which says as for a
 * telephone who has it and until when.
 *
 * <p>It saves work and no more: for a moment two may think that they have it, and what they do must bear that.
 */
public final class Lease {

    private final Table table;
    private final Item key;
    private final String owner;
    private final Duration length;
    private final Clock clock;
    private final ClockWatch watch;
    private Instant until = Instant.MIN;

    /**
     * @param key    of the item
     * @param owner  of this process; another one after a restart
     * @param length after what time another Nightcall takes over from one that has died
     * @param watch  whether the clock can be believed: a lease is dated by it
     */
    public Lease(Table table, Item key, String owner, Duration length, Clock clock, ClockWatch watch) {
        this.table = table;
        this.key = key;
        this.owner = owner;
        this.length = length;
        this.clock = clock;
        this.watch = watch;
    }

    /**
     * Takes the lease when it is free or has run out, and renews it when less than half of it is left, so that it may be
     * asked for often. DynamoDB's exceptions are thrown: then nobody knows.
     *
     * @return false when another Nightcall has it, or may have it, as this clock is wrong
     */
    public synchronized boolean hold() {
        if (!watch.isRight()) {
            release();
            return false;
        }
        Instant now = clock.instant();
        if (now.plus(length.dividedBy(2)).isBefore(until)) {
            return true;
        }
        Item found = table.get(key).orElse(Item.empty());
        boolean held = found.has("owner") && !owner.equals(found.text("owner")) && now.isBefore(found.time("until"));
        until = !held && take(found, now.plus(length)) ? now.plus(length) : Instant.MIN;
        return until != Instant.MIN;
    }

    /** Gives it back, so that another Nightcall need not wait for its end. */
    public synchronized void release() {
        if (until != Instant.MIN) {
            until = Instant.MIN;
            table.update(key).remove("owner").remove("until").whenEquals("owner", owner).execute();
        }
    }

    private boolean take(Item found, Instant until) {
        var write = table.update(key).set("owner", owner).set("until", until);
        return (found.has("owner") ? write.whenEquals("owner", found.text("owner")).whenEquals("until", found.time("until"))
                : write.whenAbsent("owner")).execute().isPresent();
    }
}
