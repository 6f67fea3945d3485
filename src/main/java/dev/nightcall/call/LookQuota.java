package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The requests about calls under way that Amazon Connect allows the whole fleet: one item of the table {@code nightcall-lines}
 * for each operation, as DescribeContact, which looks. A look that is to end the ringing goes before those that only may find
 * something out.
 */
public final class LookQuota {

    private static final String FULL = "full";
    /** Phones that began to ring at once end to at once: the first two need not wait. */
    private static final int KEPT = 2;
    /** A look that was denied this often in its thread comes again by the queue. */
    private static final int TRIES = 3;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Table table;
    private final String name;
    private final Bucket bucket;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /**
     * @param name  of the item: {@code looks}, {@code updates}
     * @param pause waits in the thread
     */
    public LookQuota(Table table, String name, Bucket bucket, Clock clock, Consumer<Duration> pause) {
        this.table = table;
        this.name = name;
        this.bucket = bucket;
        this.clock = clock;
        this.pause = pause;
    }

    /** A look that has to be now: it may take the last token, and waits a little for one. @return whether it may be */
    boolean mustLook() {
        for (int tries = 1; tries <= TRIES; tries++) {
            Duration wait = take(0);
            if (wait.isZero()) {
                return true;
            }
            pause.accept(wait.compareTo(SHORT) > 0 ? SHORT : wait);
        }
        return false;
    }

    /** A look that may as well be a little later: it leaves two tokens. @return whether it may be now */
    boolean mayLook() {
        return take(KEPT).isZero();
    }

    /** Takes a token if that many are left after it. @return zero when it was taken, otherwise how long until it may be */
    private Duration take(int left) {
        while (true) {
            Item item = table.get(key()).orElse(Item.empty());
            Instant full = item.time(FULL);
            Instant now = clock.instant();
            Duration wait = bucket.until(full, now, left);
            if (!wait.isZero()) {
                return wait;
            }
            Write write = table.update(key()).set(FULL, bucket.take(full, now));
            if ((full == null ? write.whenAbsent(FULL) : write.whenEquals(FULL, full)).execute().isPresent()) {
                return Duration.ZERO;
            }
        }
    }

    private Item key() {
        return Item.of("set", "quota").with("name", name);
    }
}
