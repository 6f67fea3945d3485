package dev.nightcall.simulator;

import java.util.List;
import java.util.Random;
import java.util.Set;

/** All chance of a night. */
final class Dice {

    private final Random random;
    /** Of its own, so that a night without mails is the same as before there were any. */
    private final Random onTheWay;
    private final Set<Fault> faults;
    private boolean isQuiet;

    Dice(Scenario scenario) {
        this.random = new Random(scenario.seed());
        this.onTheWay = new Random(scenario.seed());
        this.faults = scenario.faults();
    }

    boolean hasMails() {
        return faults.contains(Fault.LATE);
    }

    /** Whether something happens to a mail on its way, once in so many times. */
    boolean happensOnTheWay(int times) {
        return hasMails() && onTheWay.nextInt(times) == 0;
    }

    /** From now on nothing goes wrong. */
    void quiet() {
        isQuiet = true;
    }

    /** Whether this goes wrong now, once in so many times. */
    boolean happens(Fault fault, int times) {
        // Thrown in any case, so that the rest of the night is the same without it.
        boolean happens = random.nextInt(times) == 0;
        return happens && !isQuiet && faults.contains(fault);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int most) {
        return random.nextInt(most);
    }

    <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
