package dev.nightcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What monitors say and people do in a night with telephones, each at a time of its own. */
final class Deeds {

    static final int MOST = 30;
    static final Duration LENGTH = Duration.ofMinutes(20);

    private final World world;
    private final Monitors monitors;
    private final People people;

    Deeds(World world, Monitors monitors, People people) {
        this.world = world;
        this.monitors = monitors;
        this.people = people;
    }

    /** @param without numbers of those that are left out, so that all others stay what they are */
    void plan(long seed, Set<Integer> without) {
        Random random = new Random(seed);
        Instant begin = world.clouds.clock.instant();
        int deeds = 8 + random.nextInt(MOST - 8);
        for (int deed = 0; deed < deeds; deed++) {
            Instant at = begin.plusMillis((long) (random.nextDouble() * LENGTH.toMillis()));
            int what = random.nextInt(10);
            if (!without.contains(deed)) {
                world.agenda.at(at, () -> happens(what));
            }
        }
    }

    private void happens(int what) {
        if (what < 7) {
            monitors.sayNow();
        } else if (what < 9) {
            List<Replica> there = world.replicas().stream().filter(Replica::isReceiving).toList();
            if (!there.isEmpty()) {
                people.act(world.clouds.dice.one(there));
            }
        } else if (world.clouds.dice.happens(Fault.OUTAGE, 4)) {
            Duration time = Duration.ofSeconds(20 + world.clouds.dice.below(280));
            world.clouds.note("Connect refuses everybody for " + time);
            world.connect.isOutUntil(world.clouds.clock.instant().plus(time));
        }
    }
}
