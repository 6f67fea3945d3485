package dev.nightcall.chaos;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries out the orders in one process, and notes what it has done and seen. */
final class Sabotage {

    /** System properties of the process. */
    static final String ORDERS = "chaos.orders";
    static final String DEEDS = "chaos.deeds";

    /** How a process ends that is killed, here or by kill -9. */
    static final int KILLED = 137;

    private static final int ALL_TRIES = 10;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Pattern STATEMENT = Pattern.compile(Statement.MARK + "([0-9]+)\\.");

    private final Deeds deeds;
    private final Random random;
    private final AtomicInteger comings = new AtomicInteger();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile Orders orders;

    private Sabotage(Orders orders, Deeds deeds) {
        this.orders = orders;
        this.deeds = deeds;
        this.random = new Random(orders.seed());
    }

    static Sabotage ofThisProcess() {
        Path file = Path.of(System.getProperty(ORDERS));
        Deeds deeds = new Deeds(Path.of(System.getProperty(DEEDS)), Clock.systemUTC());
        try {
            Sabotage sabotage = new Sabotage(Orders.read(file), deeds);
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
            LockSupport.parkNanos(LOOK.toNanos());
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

    /** Dies here if this is the point. */
    void comesTo(String point) {
        Orders now = orders;
        if (point.equals(now.kill()) && comings.incrementAndGet() == now.nth() || now.missed().contains(point)) {
            deeds.note(Deeds.KILLED, point, "" + now.nth());
            Runtime.getRuntime().halt(KILLED);
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
        Orders now = orders;
        double chance = random.nextDouble();
        int tries = random.nextBoolean() ? 1 : ALL_TRIES;
        if (point.startsWith("sqs:DeleteMessage") && random.nextDouble() < now.swallow()) {
            return new Fault(Deeds.NOT_DELETED, ALL_TRIES, Duration.ZERO, deeds);
        }
        if (chance < now.refuse()) {
            return new Fault(random.nextBoolean() ? Deeds.REFUSED : Deeds.UNREACHABLE, tries, Duration.ZERO, deeds);
        }
        if (chance < now.refuse() + now.lose()) {
            return new Fault(Deeds.LOST, tries, Duration.ZERO, deeds);
        }
        if (sync && chance < now.refuse() + now.lose() + now.delay()) {
            Duration delay = Duration.ofMillis(100 + random.nextInt(2900));
            return new Fault(Deeds.LATE, 1, random.nextBoolean() ? delay : delay.negated(), deeds);
        }
        return Fault.NONE;
    }
}
