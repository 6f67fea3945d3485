package dev.nightcall.trap;

import dev.nightcall.aws.Outage;
import dev.nightcall.metrics.Meters;
import dev.nightcall.trap.TrapReader.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What happens to a datagram between the socket and the route: a bounded number of them waits for the workers, which read,
 * decrypt and deliver.
 *
 * <p>An INFORM is answered when the route has taken it, and not at all when the route has failed: its sender repeats it. A
 * trap has a sender that does not know, so it is tried again here, for some time; meanwhile it counts as waiting.
 */
final class TrapIntake {

    static final String ACCEPTED = "accepted";
    static final String FAILED = "failed";
    static final String QUEUE_FULL = "dropped-queue-full";
    static final String REPEATED = "repeated";

    private static final Logger LOG = LoggerFactory.getLogger(TrapIntake.class);
    /**
     * Octets. A longer datagram counts as several, so that a flood of the longest cannot fill the memory: taken apart, it is up
     * to sixteen times as large.
     */
    private static final int USUAL_LENGTH = 256;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final TrapReader reader;
    private final Route route;
    private final Answer answer;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final int capacity;
    private final Semaphore room;
    private final Duration keep;
    private final Meters meters;
    private final Complaints complaints;
    private final Set<Informed> informs = ConcurrentHashMap.newKeySet();
    private final Arrivals arrivals;

    /** Where traps go. */
    interface Route {

        /** Returns when the trap is safe. */
        void take(Trap trap) throws Exception;
    }

    /** How a sender is answered. */
    interface Answer {

        /** Does not fail: what is to be counted was counted before. */
        void send(byte[] datagram, InetSocketAddress to);
    }

    /** An INFORM that is being handled. */
    private record Informed(InetSocketAddress from, long requestId) {
    }

    /**
     * @param capacity how many datagrams may be in here at a time, of 256 octets each
     * @param keep     for how long a trap is tried again that the route has failed to take
     */
    TrapIntake(TrapReader reader, Route route, Answer answer, Executor workers, ScheduledExecutorService timer,
               int capacity, Duration keep, Meters meters, Clock clock) {
        this.reader = reader;
        this.route = route;
        this.answer = answer;
        this.workers = workers;
        this.timer = timer;
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
        this.keep = keep;
        this.meters = meters;
        this.complaints = new Complaints(clock);
        this.arrivals = new Arrivals(clock);
        meters.trapOutcomes(outcomes());
    }

    /** Every word that {@code nightcall.traps} counts by. */
    static List<String> outcomes() {
        return Stream.concat(Stream.of(ACCEPTED, FAILED, QUEUE_FULL, REPEATED),
                Arrays.stream(Refusal.values()).map(Refusal::word)).toList();
    }

    /** How many datagrams are in here; a long one counts as several. */
    int waiting() {
        return capacity - room.availablePermits();
    }

    /** Called by the one thread that receives; returns at once. */
    void received(byte[] datagram, InetSocketAddress from) {
        int weight = Math.min(1 + datagram.length / USUAL_LENGTH, capacity);
        if (!room.tryAcquire(weight)) {
            meters.trap(QUEUE_FULL);
            return;
        }
        Instant at = arrivals.next();
        workers.execute(() -> handle(datagram, from, at, weight));
    }

    private void handle(byte[] datagram, InetSocketAddress from, Instant at, int weight) {
        try {
            Received received = reader.receive(datagram, from.getAddress(), at);
            if (received.trap().inform()) {
                inform(received, from, weight);
            } else {
                trap(received.trap(), FIRST_PAUSE, keep, weight);
            }
        } catch (TrapRefusedException e) {
            refused(e, from, weight);
        } catch (RuntimeException e) {
            LOG.error("a datagram from {} cannot be handled", from, e);
            done(FAILED, weight);
        }
    }

    private void inform(Received received, InetSocketAddress from, int weight) {
        Informed informed = new Informed(from, received.requestId());
        if (!informs.add(informed)) {
            done(REPEATED, weight);
            return;
        }
        try {
            if (taken(received.trap(), from, weight)) {
                answer.send(received.response(), from);
            }
        } finally {
            informs.remove(informed);
        }
    }

    /** Counts before the sender is answered: whoever has an answer finds it in the metrics. */
    private boolean taken(Trap inform, InetSocketAddress from, int weight) {
        try {
            route.take(inform);
        } catch (Exception e) {
            log(e, "an INFORM from {} is not answered, so that it is repeated: {}", from, e.toString());
            done(FAILED, weight);
            return false;
        }
        done(ACCEPTED, weight);
        return true;
    }

    /** @param left of the time for which it is tried, by its pauses: this clock may be wrong, and put right meanwhile */
    private void trap(Trap trap, Duration pause, Duration left, int weight) {
        try {
            route.take(trap);
            done(ACCEPTED, weight);
        } catch (Exception e) {
            if (!left.isZero() && !left.isNegative()) {
                log(e, "trap {} from {} is tried again in {} s: {}", trap.oid(), trap.agent(), pause.toSeconds(), e.toString());
                again(trap, pause, left.minus(pause), weight);
            } else {
                LOG.error("trap {} from {} is lost: {}", trap.oid(), trap.agent(), e.toString());
                done(FAILED, weight);
            }
        }
    }

    /** An outage is told once, for all doors. */
    private static void log(Exception error, String message, Object... arguments) {
        LOG.atLevel(Outage.isOfService(error) ? Level.DEBUG : Level.WARN).log(message, arguments);
    }

    private void again(Trap trap, Duration pause, Duration left, int weight) {
        Duration longer = pause.multipliedBy(2);
        Duration next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        timer.schedule(() -> workers.execute(() -> trap(trap, next, left, weight)), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refused(TrapRefusedException refused, InetSocketAddress from, int weight) {
        done(refused.refusal().word(), weight);
        if (refused.report() != null) {
            answer.send(refused.report(), from);
        }
        if (refused.refusal() != Refusal.ENGINE && complaints.isDue(refused.refusal(), from.getAddress().getHostAddress())) {
            LOG.warn("a datagram from {} is refused ({}): {}", from, refused.refusal().word(), refused.getMessage());
        }
    }

    private void done(String outcome, int weight) {
        meters.trap(outcome);
        room.release(weight);
    }
}
