package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * How many requests of one operation Amazon Connect allows the whole fleet: one item of the table {@code nightcall-lines}.
 * Each operation has a quota of its own. One that ends the ringing goes before those that only may find something out.
 */
public final class RequestQuota {

    /** Looks at calls: DescribeContact. */
    public static final String LOOKS = "looks";
    /** Ends of calls: StopContact. */
    public static final String STOPS = "stops";
    /** What calls are told while they last: UpdateContactAttributes. */
    public static final String UPDATES = "updates";

    private static final String FULL = "full";
    /** Phones that began to ring at once end to at once: the first two need not wait. */
    private static final int KEPT = 2;
    /** What was denied this often in its thread comes again by the queue. */
    private static final int TRIES = 3;
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Table table;
    private final Item key;
    private final Bucket bucket;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /**
     * @param name  of the operation in the table
     * @param pause waits in the thread
     */
    public RequestQuota(Table table, String name, Bucket bucket, Clock clock, Consumer<Duration> pause) {
        this.table = table;
        this.key = Item.of("set", "quota").with("name", name);
        this.bucket = bucket;
        this.clock = clock;
        this.pause = pause;
    }

    /** A request that has to be now: it may take the last token, and waits a little for one. @return whether it may be */
    boolean must() {
        for (int tries = 1; tries <= TRIES; tries++) {
            Duration wait = take(0);
            if (wait.isZero()) {
                return true;
            }
            pause.accept(wait.compareTo(SHORT) > 0 ? SHORT : wait);
        }
        return false;
    }

    /** A request that may as well be a little later: it leaves two tokens. @return whether it may be now */
    boolean may() {
        return take(KEPT).isZero();
    }

    /** Takes a token if that many are left after it. @return zero when it was taken, otherwise how long until it may be */
    private Duration take(int left) {
        while (true) {
            Item item = table.get(key).orElse(Item.empty());
            Instant full = item.time(FULL);
            Instant now = clock.instant();
            Duration wait = bucket.until(full, now, left);
            if (!wait.isZero()) {
                return wait;
            }
            Write write = table.update(key).set(FULL, bucket.take(full, now));
            if ((full == null ? write.whenAbsent(FULL) : write.whenEquals(FULL, full)).execute().isPresent()) {
                return Duration.ZERO;
            }
        }
    }
}
