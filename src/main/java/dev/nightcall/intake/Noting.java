package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import dev.nightcall.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Notes accepted alerts in the ledger, behind everybody's back: whoever sent them does not wait for it and hears nothing of
 * a failure, since the alerts are in their queue. What cannot be noted is counted.
 */
public final class Noting implements Consumer<List<Alert>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Noting.class);
    private static final int AT_A_TIME = 100;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<List<Alert>> ledger;
    private final BlockingQueue<Alert> toNote;
    private final Meters meters;
    private final Clock clock;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "alerts-to-ledger");
        thread.setDaemon(true);
        return thread;
    });
    private Instant nextWarning = Instant.MIN;
    private int unsaid;

    /**
     * @param ledger writes them down; may fail
     * @param most   how many alerts may wait for it
     */
    public Noting(Consumer<List<Alert>> ledger, int most, Meters meters, Clock clock) {
        this.ledger = ledger;
        this.toNote = new ArrayBlockingQueue<>(most);
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void accept(List<Alert> alerts) {
        meters.accepted(alerts.size());
        if (writer.isShutdown()) {
            missed(alerts.size(), "Nightcall stops");
            return;
        }
        int missed = 0;
        for (Alert alert : alerts) {
            missed += toNote.offer(alert.withoutText()) ? 0 : 1;
        }
        if (missed > 0) {
            missed(missed, "more wait for it than are kept");
        }
        if (writing.compareAndSet(false, true)) {
            writer.execute(this::write);
        }
    }

    private void write() {
        // Before looking: what comes from now on begins anew.
        writing.set(false);
        List<Alert> some = new ArrayList<>(AT_A_TIME);
        while (toNote.drainTo(some, AT_A_TIME) > 0) {
            try {
                ledger.accept(some);
            } catch (RuntimeException e) {
                missed(some.size(), e.toString());
            }
            some.clear();
        }
    }

    private synchronized void missed(int count, String why) {
        meters.ledgerMissed(count);
        unsaid += count;
        if (!clock.instant().isBefore(nextWarning)) {
            nextWarning = clock.instant().plus(BETWEEN_WARNINGS);
            LOG.warn("{} accepted alerts are in their queue, but not in the ledger: {}", unsaid, why);
            unsaid = 0;
        }
    }

    /** What waits is noted, unless that takes too long. */
    @Override
    public void close() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            missed(toNote.size(), "Nightcall stops");
            toNote.clear();
        }
    }
}
