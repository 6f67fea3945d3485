package dev.nightcall.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The fate of one Nightcall: it is started, comes to the point at which it dies, and is missing for a while. */
final class Fate implements Runnable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final double REFUSE = 0.01;
    private static final double LOSE = 0.01;
    private static final double DELAY = 0.01;
    private static final double SWALLOW = 0.03;

    private final Replica replica;
    private final KillPoints points;
    private final Random random;
    private final AtomicBoolean over;
    private final AtomicInteger killedAnywhere = new AtomicInteger();
    private final AtomicInteger endedByItself = new AtomicInteger();

    Fate(Replica replica, KillPoints points, Random random, AtomicBoolean over) {
        this.replica = replica;
        this.points = points;
        this.random = random;
        this.over = over;
    }

    @Override
    public void run() {
        while (!over.get()) {
            KillPoints.Choice end = points.next();
            Set<String> missed = points.missed();
            long seed = random.nextLong();
            // A fault while it starts would only end it: nothing of what it promises has begun.
            replica.start(new Orders(seed, end.point(), end.nth(), missed, 0, 0, 0, 0));
            Pause.until(LONGEST_START, () -> over.get() || !replica.isAlive() || replica.isReady());
            replica.order(new Orders(seed, end.point(), end.nth(), missed, REFUSE, LOSE, DELAY, SWALLOW));
            boolean died = Pause.until(Duration.ofMillis(8000 + random.nextInt(17_000)), () -> over.get() || !replica.isAlive());
            if (replica.hasEndedByItself()) {
                endedByItself.incrementAndGet();
            }
            if (!died) {
                replica.kill();
                killedAnywhere.incrementAndGet();
            }
            points.ended(end.point(), died ? lastPoint() : null);
            if (!over.get()) {
                // Now and then for long.
                Duration absence = Duration.ofMillis(random.nextInt(8) == 0 ? 20_000 : 200 + random.nextInt(4000));
                Pause.until(absence, over::get);
            }
        }
    }

    /** At which it was killed. */
    private String lastPoint() {
        try {
            return replica.deeds().stream().filter(deed -> deed.what().equals(Deeds.KILLED)).map(Deed::point)
                    .reduce((first, second) -> second).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing goes wrong. */
    void relent() {
        replica.order(Orders.none());
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
}
