package dev.nightcall.call;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Urgency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How many requests of one operation Amazon Connect allows the whole fleet: one item of the table {@code nightcall-fleet}.
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

    private final Table table;
    private final Item key;
    private final Bucket bucket;
    private final Clock clock;
    private final Consumer<Duration> pause;
    /** When the bucket is full again, as this process has written or read it last; null before. It only becomes later. */
    private volatile Instant known;

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

    /** A request that has to be now. @return whether it may be */
    boolean must() {
        return may(Urgency.NOW);
    }

    /** A request that may as well be a little later. @return whether it may be now */
    boolean may() {
        return may(Urgency.LATER);
    }

    /** @return whether a request that is so urgent may be now */
    boolean may(Urgency urgency) {
        for (int tries = 1;; tries++) {
            Duration wait = take(urgency);
            if (wait.isZero()) {
                return true;
            }
            Optional<Duration> again = urgency.pause(wait, tries);
            if (again.isEmpty()) {
                return false;
            }
            pause.accept(again.get());
        }
    }

    /** Takes a token if it may. @return zero when it was taken, otherwise how long until it may be */
    private Duration take(Urgency urgency) {
        // A token is taken only from the bucket as it is, so nothing is lost by not reading it first.
        Instant full = known == null ? read() : known;
        while (true) {
            Instant now = clock.instant();
            Duration wait = urgency.until(bucket, full, now);
            if (!wait.isZero()) {
                return wait;
            }
            Instant taken = bucket.take(full, now);
            Write write = table.update(key).set(FULL, taken);
            if ((full == null ? write.whenAbsent(FULL) : write.whenEquals(FULL, full)).execute().isPresent()) {
                known = taken;
                return Duration.ZERO;
            }
            full = read();
        }
    }

    private Instant read() {
        known = table.get(key).orElse(Item.empty()).time(FULL);
        return known;
    }
}
