package dev.nightcall.simulator;

import dev.nightcall.local.Names;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The shortest night: a few things happen one after the other, then two at the same moment. One Nightcall does something, and
 * between two of its requests the other one does something else, wholly. In every second night one of them dies, once. Then nothing
 * is said any more, so that what is lost is not healed by what comes later.
 */
final class Meeting implements Night {

    /** Most of what a Nightcall does is done by so many requests. */
    private static final int REQUESTS = 20;
    private static final int BEFORE = 5;
    /** What is due this much later may be one of both. */
    private static final Duration SOON = Duration.ofMinutes(16);

    private final Clouds clouds;
    private final Dice dice;
    private final Monitors monitors;
    private final People people;
    private final Morning morning;

    Meeting(long seed) {
        dice = new Dice(seed, Set.of(Fault.CRASH), 2, (int) (seed & 1));
        clouds = new Clouds(dice, MemoryTables.of(Names.standard()), true);
        monitors = dice.oneIn(2) ? new Monitors(clouds) : Monitors.ofOneSystem(clouds);
        people = People.withoutTelephones(clouds);
        Worker first = new Worker("one", clouds, SimulatedNight.PLAN);
        Worker second = new Worker("two", clouds, SimulatedNight.PLAN);
        for (int before = dice.below(BEFORE); before > 0; before--) {
            does(first);
        }
        meet(first, second);
        morning = new Morning(clouds, second, monitors);
        morning.comes();
    }

    private void meet(Worker first, Worker second) {
        int when = 1 + dice.below(REQUESTS);
        int[] requests = new int[1];
        first.overtakenBy(() -> {
            requests[0]++;
            if (requests[0] == when) {
                does(second);
            }
        });
        does(first);
        first.overtakenBy(() -> { });
    }

    private void does(Worker worker) {
        switch (dice.below(10)) {
            case 0 -> people.act(worker);
            case 1 -> worker.handleNine();
            case 2, 3 -> {
                Instant now = clouds.clock.instant();
                clouds.later.next().filter(due -> due.isBefore(now.plus(SOON))).ifPresent(clouds::moveTo);
                worker.handleLater();
            }
            default -> {
                monitors.say();
                worker.takeAlerts();
            }
        }
    }

    @Override
    public List<String> broken() {
        return morning.broken();
    }

    @Override
    public List<String> history() {
        return clouds.history();
    }
}
