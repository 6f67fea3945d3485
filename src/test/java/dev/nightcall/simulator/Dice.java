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
    private final int likelier;
    /** How much may go wrong still. */
    private int left;
    private boolean isQuiet;

    Dice(Scenario scenario) {
        this(scenario.seed(), scenario.faults(), scenario.likelier(), Integer.MAX_VALUE);
    }

    /**
     * @param likelier how many times as often something goes wrong
     * @param most     how much does at most
     */
    Dice(long seed, Set<Fault> faults, int likelier, int most) {
        this.random = new Random(seed);
        this.onTheWay = new Random(seed);
        this.faults = faults;
        this.likelier = likelier;
        this.left = most;
    }

    boolean hasMails() {
        return has(Fault.LATE);
    }

    /** Whether something happens to a mail on its way, once in so many times. */
    boolean happensOnTheWay(int times) {
        return hasMails() && onTheWay.nextInt(times) == 0;
    }

    /** From now on nothing goes wrong. */
    void quiet() {
        isQuiet = true;
    }

    boolean isQuiet() {
        return isQuiet;
    }

    /** Whether this goes wrong now, once in so many times. */
    boolean happens(Fault fault, int times) {
        // Thrown in any case, so that the rest of the night is the same without it.
        boolean happens = random.nextInt(Math.max(2, times / likelier)) == 0;
        if (!happens || isQuiet || !faults.contains(fault) || left == 0) {
            return false;
        }
        left--;
        return true;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** One, or some where more goes wrong than usual. */
    int fewOrOne() {
        return likelier == 1 ? 1 : 1 + random.nextInt(likelier);
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
