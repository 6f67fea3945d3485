package dev.nightcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * For some minutes of a night one clock is off by more than any lease. Whoever goes by it finds that out by the date of the first
 * few answers, and begins nothing then; what it does until then is done by the wrong time.
 */
final class WrongClock {

    private static final Duration OFF = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int LONGER = 420;
    /** So often somebody asks for its health, which is a request to the store. */
    private static final Duration ASKED = Duration.ofSeconds(5);
    private static final int ENOUGH = 5;

    private final World world;

    WrongClock(World world) {
        this.world = world;
    }

    void plan(long seed) {
        Random random = new Random(seed);
        Replica replica = world.replicas().get(random.nextInt(world.replicas().size()));
        Duration off = random.nextBoolean() ? OFF : OFF.negated();
        Instant from = world.clouds.clock.instant().plusSeconds(random.nextInt((int) Deeds.LENGTH.toSeconds()));
        Instant to = from.plus(SHORTEST).plusSeconds(random.nextInt(LONGER));
        world.agenda.at(from, () -> replica.clockIsOffBy(off));
        world.agenda.at(to, () -> replica.clockIsOffBy(Duration.ZERO));
        for (Instant at = from.plus(ASKED); at.isBefore(to.plus(ASKED.multipliedBy(ENOUGH))); at = at.plus(ASKED)) {
            world.agenda.at(at, replica::compareClocks);
        }
    }
}
