package dev.nightcall.call;

import dev.nightcall.aws.Table;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Quota;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Night;
import dev.nightcall.tables.QuotaTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** One quota in a table, and several who take from it at the same time. */
@ExtendWith(Cloud.Extension.class)
class SharedQuotaTest {

    private static final int PER_SECOND = 2;
    private static final int BURST = 5;
    private static final Duration TIME = Duration.ofSeconds(12);

    private final Clock clock = Clock.systemUTC();
    private Night night;
    private Table table;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        table = night.table(night.names().tables().fleet());
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theyUseItAllAndNoMore(int takers) throws Exception {
        List<Instant> taken = new CopyOnWriteArrayList<>();
        Instant end = clock.instant().plus(TIME);
        ExecutorService threads = Executors.newFixedThreadPool(takers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int n = 0; n < takers; n++) {
                done.add(threads.submit(() -> takeUntil(end, taken)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<Instant> inOrder = taken.stream().sorted().toList();
        assertThat(inOrder.size()).isBetween((int) (0.75 * PER_SECOND * TIME.toSeconds()),
                (int) (PER_SECOND * TIME.toSeconds()) + BURST);
        double tokens = BURST;
        for (int n = 1; n < inOrder.size(); n++) {
            double seconds = Duration.between(inOrder.get(n - 1), inOrder.get(n)).toNanos() / 1e9;
            tokens = Math.min(BURST, tokens - 1 + seconds * PER_SECOND);
            assertThat(tokens).as("left at Connect before request %d", n).isGreaterThanOrEqualTo(1);
        }
    }

    private void takeUntil(Instant end, List<Instant> taken) {
        Quota rule = new Quota(Bucket.ofDials(PER_SECOND, BURST), 1000);
        QuotaTable quota = new QuotaTable(table, rule);
        for (Instant now = clock.instant(); now.isBefore(end); now = clock.instant()) {
            QuotaTable.Left left = quota.left();
            Optional<Quota.Shortage> shortage = rule.shortage(left.use(), "", now);
            if (shortage.isPresent()) {
                LockSupport.parkNanos(shortage.get().pause().toNanos());
            } else if (night.tables().transactions().execute(left.take(UUID.randomUUID().toString(), now.plusMillis(1), now))) {
                taken.add(now);
            }
        }
    }

    @Test
    void anOrdinaryLookLeavesTwoTokensToThoseThatEndTheRinging() {
        List<Duration> waited = new ArrayList<>();
        RequestQuota looks = new RequestQuota(table, "looks", Bucket.ofRequests(0.01, BURST), clock, waited::add);
        int ordinary = 0;
        while (looks.may()) {
            ordinary++;
        }
        assertThat(ordinary).isEqualTo(BURST - 1 - 2);
        assertThat(looks.must()).isTrue();
        assertThat(looks.must()).isTrue();
        assertThat(waited).isEmpty();
        assertThat(looks.must()).as("none is left").isFalse();
        assertThat(waited).isNotEmpty().allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    /** Each believes that the bucket is as it was when it took the last one itself, until it takes from it. */
    @Test
    void twoProcessesTakeNoMoreThanOne() {
        RequestQuota one = new RequestQuota(table, "both", Bucket.ofRequests(0.01, BURST), clock, wait -> { });
        RequestQuota other = new RequestQuota(table, "both", Bucket.ofRequests(0.01, BURST), clock, wait -> { });
        int taken = 0;
        for (int turns = 0; turns < 2 * BURST; turns++) {
            taken += one.must() ? 1 : 0;
            taken += other.must() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(BURST - 1);
    }

    @Test
    void eachOperationHasABucketOfItsOwn() {
        RequestQuota looks = new RequestQuota(table, "own-looks", Bucket.ofRequests(0.01, BURST), clock, wait -> { });
        RequestQuota stops = new RequestQuota(table, "own-stops", Bucket.ofRequests(0.01, BURST), clock, wait -> { });
        while (looks.must()) {
            assertThat(stops.may() || stops.must()).as("a token for a stop while there are tokens for looks").isTrue();
        }
        assertThat(new RequestQuota(table, "other", Bucket.ofRequests(0.01, BURST), clock, wait -> { }).must()).isTrue();
    }
}
