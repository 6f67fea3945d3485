package dev.nightcall.simulator;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * What a simulated night is made from. The same scenario is the same night.
 *
 * @param steps    how much happens before everything settles
 * @param likelier how many times as often something goes wrong
 * @param alone    whether all is about one system and nobody acts
 */
record Scenario(long seed, int steps, Set<Fault> faults, int likelier, boolean alone) {

    private static final int LONG = 160;

    static Scenario of(long seed) {
        return new Scenario(seed, LONG, EnumSet.range(Fault.CRASH, Fault.REPEATED), 1, false);
    }

    /** In which some monitors send mails, which come late or twice. */
    static Scenario withMails(long seed) {
        return new Scenario(seed, LONG, EnumSet.range(Fault.CRASH, Fault.LATE), 1, false);
    }

    /**
     * A short one: what is lost is healed by what is said later, so that only the end of a night shows it. Not everything goes
     * wrong in each, and what does more often in some: what happens all the time would hide what seldom does.
     */
    static Scenario ofShort(long seed) {
        Random random = new Random(seed);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        EnumSet.range(Fault.CRASH, Fault.LATE).stream().filter(fault -> random.nextInt(3) > 0).forEach(faults::add);
        return new Scenario(seed, 5 + random.nextInt(25), faults, 1 << random.nextInt(4), random.nextBoolean());
    }

    /** The smallest night with this seed in which something is broken all the same. */
    Scenario shortest() {
        Scenario shortest = this;
        for (Fault fault : faults) {
            Scenario without = shortest.without(fault);
            shortest = without.isBroken() ? without : shortest;
        }
        for (int fewer = shortest.steps() / 2; fewer > 0; fewer /= 2) {
            Scenario shorter = new Scenario(seed, shortest.steps() - fewer, shortest.faults(), likelier, alone);
            shortest = shorter.steps() > 0 && shorter.isBroken() ? shorter : shortest;
        }
        return shortest;
    }

    private boolean isBroken() {
        return !new SimulatedNight(this).broken().isEmpty();
    }

    private Scenario without(Fault fault) {
        Set<Fault> left = new HashSet<>(faults);
        left.remove(fault);
        return new Scenario(seed, steps, left, likelier, alone);
    }
}
