package dev.nightcall.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The fate of one Nightcall: it is started, perhaps stopped, comes to a point at which it dies, and is missing for a while. */
final class Fate implements Runnable {

    /** On a machine that does much else. */
    static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration WAY_TO_THE_STOP = Duration.ofSeconds(20);
    /** Longer than a process needs to take up its orders. */
    private static final Duration ORDERS_ARRIVE = Duration.ofMillis(600);

    private final Replica replica;
    private final KillPoints points;
    private final Stops stops;
    private final Random random;
    private final AtomicBoolean over;
    private final List<Duration> starts = new CopyOnWriteArrayList<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger killedAnywhere = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final AtomicInteger endedByItself = new AtomicInteger();

    /** @param points null when it is never killed */
    Fate(Replica replica, KillPoints points, Stops stops, Random random, AtomicBoolean over) {
        this.replica = replica;
        this.points = points;
        this.stops = stops;
        this.random = random;
        this.over = over;
    }

    @Override
    public void run() {
        while (!over.get()) {
            live(stops.next());
            if (!over.get()) {
                // Now and then for long.
                Duration absence = Duration.ofMillis(random.nextInt(10) == 0 ? 20_000 : 200 + random.nextInt(2000));
                Pause.until(absence, over::get);
            }
        }
    }

    private void live(Optional<Stops.Stop> first) {
        long seed = random.nextLong();
        Odds odds = random.nextInt(4) == 0 ? Odds.ROUGH : Odds.USUAL;
        // A fault while it starts would only end it: nothing of what it promises has begun.
        replica.start(new Orders(seed, first.isEmpty() ? kills() : Map.of(), "", Odds.NONE));
        Pause.until(LONGEST_START, () -> isOver() || replica.isReady());
        if (replica.isReady()) {
            starts.add(replica.effort());
        }
        begun.set(true);
        first.ifPresent(stop -> stopAndGoOn(stop, odds));
        if (points != null) {
            replica.order(new Orders(seed, kills(), "", odds));
            die();
            return;
        }
        while (!isOver()) {
            replica.order(new Orders(seed, Map.of(), "", odds));
            Pause.until(Duration.ofMillis(random.nextInt(10_000)), this::isOver);
            stops.next().ifPresent(stop -> stopAndGoOn(stop, odds));
        }
        noteOwnEnd();
    }

    private Map<String, Integer> kills() {
        return points == null ? Map.of() : points.next();
    }

    private void stopAndGoOn(Stops.Stop stop, Odds odds) {
        replica.order(new Orders(random.nextLong(), Map.of(), stop.point(), odds));
        if (stops(stop)) {
            Pause.until(stop.time(), this::isOver);
            replica.goOn();
            stopped.incrementAndGet();
        }
        stops.over();
    }

    /** @return false when it did not come to the point */
    private boolean stops(Stops.Stop stop) {
        if (!stop.isAnywhere()) {
            return Pause.until(WAY_TO_THE_STOP, () -> isOver() || replica.hasStopped()) && replica.hasStopped();
        }
        Pause.until(Duration.ofMillis(1000 + random.nextInt(5000)), this::isOver);
        replica.stop();
        return true;
    }

    private void die() {
        boolean died = Pause.until(Duration.ofMillis(8000 + random.nextInt(17_000)), this::isOver) && !replica.isAlive();
        noteOwnEnd();
        if (died) {
            lastPoint().ifPresent(points::hit);
        } else if (!over.get()) {
            replica.kill();
            killedAnywhere.incrementAndGet();
        }
    }

    private void noteOwnEnd() {
        if (replica.hasEndedByItself()) {
            endedByItself.incrementAndGet();
        }
    }

    private boolean isOver() {
        return over.get() || !replica.isAlive();
    }

    /** At which it was killed. */
    private Optional<String> lastPoint() {
        try {
            return replica.deeds().stream().filter(deed -> deed.is(Deeds.KILLED)).map(Deed::point)
                    .reduce((first, second) -> second);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has been started once. */
    boolean hasBegun() {
        return begun.get();
    }

    /** The processor's time for each of its starts, until it was ready. */
    List<Duration> starts() {
        return starts;
    }

    /** From now on nothing goes wrong. */
    void relent() {
        replica.order(Orders.none());
        if (replica.isAlive()) {
            // It may have stopped, or died, at the last moment.
            Pause.of(ORDERS_ARRIVE);
            replica.goOn();
        }
        if (!replica.isAlive()) {
            replica.start(Orders.none());
        }
    }

    /** A promise that was not kept, if it ever ended though nobody killed it. */
    Optional<Violation> violation() {
        int times = endedByItself.get();
        return times == 0 ? Optional.empty() : Optional.of(new Violation("a Nightcall runs until it is killed",
                replica.name() + " ended by itself " + times + " times, see its log"));
    }

    /** How often it was killed at no point in particular. */
    int killedAnywhere() {
        return killedAnywhere.get();
    }

    /** How often it was stopped and went on. */
    int stopped() {
        return stopped.get();
    }
}
