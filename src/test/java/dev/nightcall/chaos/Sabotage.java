package dev.nightcall.chaos;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries out the orders in one process, and notes what it has done and seen. */
final class Sabotage {

    /** System properties of the process. */
    static final String ORDERS = "chaos.orders";
    static final String DEEDS = "chaos.deeds";
    static final String STOPPED = "chaos.stopped";

    /** How a process ends that is killed, here or by kill -9. */
    static final int KILLED = 137;

    private static final int ALL_TRIES = 10;
    /** A call is dialled now and then only: what happens to that one request in a hundred would not be seen. */
    private static final String DIAL = "connect:StartOutboundVoiceContact";
    private static final double UNCERTAIN_DIALS = 0.08;
    private static final int[] AFTER_THE_WORK = {500, 502, 503, 504};
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Longer than usual, and so a reason for what takes long. */
    private static final Duration LONG = Duration.ofMillis(100);
    /** Waits for what is not there yet. */
    private static final Pattern POLL = Pattern.compile("sqs:ReceiveMessage.*|kinesis:GetRecords");
    private static final Pattern STATEMENT = Pattern.compile(Statement.MARK + "([0-9]+)\\.");

    private final Deeds deeds;
    private final Random random;
    private final Path stopped;
    private final Map<String, Integer> comings = new ConcurrentHashMap<>();
    /** The seed of the orders by which it has stopped last; each stops it once. */
    private final AtomicLong stoppedBy = new AtomicLong();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile Orders orders;

    private Sabotage(Orders orders, Deeds deeds, Path stopped) {
        this.orders = orders;
        this.deeds = deeds;
        this.stopped = stopped;
        this.random = new Random(orders.seed());
    }

    static Sabotage ofThisProcess() {
        Path file = Path.of(System.getProperty(ORDERS));
        Deeds deeds = new Deeds(Path.of(System.getProperty(DEEDS)), Clock.systemUTC());
        try {
            Sabotage sabotage = new Sabotage(Orders.read(file), deeds, Path.of(System.getProperty(STOPPED)));
            Thread thread = new Thread(() -> sabotage.follow(file), "orders");
            thread.setDaemon(true);
            thread.start();
            return sabotage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(Path file) {
        Optional<ProcessHandle> run = ProcessHandle.current().parent();
        while (true) {
            long before = System.nanoTime();
            LockSupport.parkNanos(LOOK.toNanos());
            Duration late = Duration.ofNanos(System.nanoTime() - before).minus(LOOK);
            if (late.compareTo(LONG) > 0) {
                deeds.lasted(Deeds.STALLED, "anywhere", late);
            }
            if (run.isPresent() && !run.get().isAlive()) {
                // Whoever is to end this process has ended.
                Runtime.getRuntime().halt(KILLED);
            }
            try {
                orders = Orders.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Dies or stops here if this is the point. */
    void comesTo(String point) {
        Orders now = orders;
        Integer nth = now.kills().get(point);
        if (nth != null && comings.merge(point, 1, Integer::sum) == nth) {
            deeds.note(Deeds.KILLED, point, "" + nth);
            Runtime.getRuntime().halt(KILLED);
        }
        if (point.equals(now.stop()) && stoppedBy.getAndSet(now.seed()) != now.seed()) {
            stop(point);
        }
    }

    /** Whoever runs this finds the file, and lets the process go on after a while. */
    private void stop(String point) {
        deeds.note(Deeds.STOPPED, point, "");
        try {
            Files.writeString(stopped, point);
            Signals.stop(ProcessHandle.current());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long AWS itself took. */
    void took(String point, Duration time) {
        if (time.compareTo(LONG) > 0 && !POLL.matcher(point).matches()) {
            deeds.lasted(Deeds.SLOW, point, time);
        }
    }

    void watch(String point, SdkRequest request) {
        if (seen.add(point)) {
            deeds.note(Deeds.SEEN, point, "");
        }
        if (request instanceof StartOutboundVoiceContactRequest dial) {
            deeds.note(Deeds.DIAL, point, dial.clientToken());
        }
    }

    /** A request has been carried out, or so its answer says, whoever hears of it. */
    void done(String point, SdkRequest request) {
        if (point.contains("alerts") && (point.contains("Update") || point.contains("Transact"))) {
            Matcher statement = STATEMENT.matcher(request.toString());
            while (statement.find()) {
                deeds.note(Deeds.FILED, point, statement.group(1));
            }
        }
    }

    /** @param sync whether a thread of its own waits for the answer; nobody else may be kept waiting */
    synchronized Fault fault(String point, boolean sync) {
        Odds odds = point.equals(DIAL) ? orders.odds().withUncertain(UNCERTAIN_DIALS) : orders.odds();
        int tries = random.nextBoolean() ? 1 : ALL_TRIES;
        if (point.startsWith("sqs:DeleteMessage") && random.nextDouble() < odds.swallow()) {
            return Fault.of(Deeds.NOT_DELETED, ALL_TRIES, deeds);
        }
        double chance = random.nextDouble();
        if ((chance -= odds.refuse()) < 0) {
            int status = point.startsWith("connect:") && random.nextBoolean() ? 429 : 503;
            return random.nextBoolean() ? Fault.answer(Deeds.REFUSED, tries, status, deeds)
                    : Fault.of(Deeds.UNREACHABLE, tries, deeds);
        }
        if ((chance -= odds.lose()) < 0) {
            return Fault.of(Deeds.LOST, tries, deeds);
        }
        if ((chance -= odds.fail()) < 0) {
            return Fault.answer(Deeds.FAILED, tries, AFTER_THE_WORK[random.nextInt(AFTER_THE_WORK.length)], deeds);
        }
        if (sync && chance < odds.delay()) {
            Duration delay = Duration.ofMillis(100 + random.nextInt(2900));
            return Fault.late(random.nextBoolean() ? delay : delay.negated(), deeds);
        }
        return Fault.NONE;
    }
}
