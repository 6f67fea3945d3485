package dev.nightcall.simulator;

import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * After a night of alerts: nothing goes wrong any more, and everything that is due is handled until nothing is left but the next
 * steps of what is open. Then the promises must hold.
 */
final class Morning {

    /** Longer than anything that may still end by itself, and so long that what has not is overdue. */
    private static final Duration NIGHT = Duration.ofMinutes(40).plus(Auditor.GRACE);

    private final Clouds clouds;
    private final Worker worker;
    private final Monitors monitors;

    Morning(Clouds clouds, Worker worker, Monitors monitors) {
        this.clouds = clouds;
        this.worker = worker;
        this.monitors = monitors;
    }

    void comes() {
        clouds.dice.quiet();
        monitors.deliver();
        Instant morning = clouds.clock.instant().plus(NIGHT);
        for (int most = 100_000; most > 0; most--) {
            worker.takeAlerts();
            worker.handleNine();
            worker.handleLater();
            if (clouds.alerts.all().isEmpty() && clouds.nines.all().isEmpty()) {
                Optional<Instant> next = clouds.later.next().filter(due -> !due.isAfter(morning));
                clouds.moveTo(next.orElse(morning));
                if (next.isEmpty() && !worker.audit()) {
                    return;
                }
            }
        }
        throw new IllegalStateException("it never settles: " + clouds.history());
    }

    List<String> broken() {
        return new Promises(worker.decisions(), monitors.last(), steps(), clouds.untold, clouds.clock.instant()).broken();
    }

    private List<Later> steps() {
        return clouds.later.all().stream().map(Mail.Message::body)
                .filter(later -> later.task() == Task.ESCALATE || later.task() == Task.END_LEASE).toList();
    }
}
