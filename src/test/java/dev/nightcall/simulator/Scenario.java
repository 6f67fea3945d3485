package dev.nightcall.simulator;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a simulated night is made from. The same scenario is the same night.
 *
 * @param steps how much happens before everything settles
 */
record Scenario(long seed, int steps, Set<Fault> faults) {

    private static final int LONG = 160;

    static Scenario of(long seed) {
        return new Scenario(seed, LONG, EnumSet.complementOf(EnumSet.of(Fault.LATE)));
    }

    /** In which some monitors send mails, which come late or twice. */
    static Scenario withMails(long seed) {
        return new Scenario(seed, LONG, EnumSet.allOf(Fault.class));
    }

    /** The smallest night with this seed in which something is broken all the same. */
    Scenario shortest() {
        Scenario shortest = this;
        for (Fault fault : Fault.values()) {
            Scenario without = shortest.without(fault);
            shortest = without.isBroken() ? without : shortest;
        }
        for (int fewer = shortest.steps() / 2; fewer > 0; fewer /= 2) {
            Scenario shorter = new Scenario(seed, shortest.steps() - fewer, shortest.faults());
            shortest = shorter.steps() > 0 && shorter.isBroken() ? shorter : shortest;
        }
        return shortest;
    }

    private boolean isBroken() {
        return !new SimulatedNight(this).broken().isEmpty();
    }

    private Scenario without(Fault fault) {
        Set<Fault> left = EnumSet.copyOf(List.of(Fault.values()));
        left.retainAll(faults);
        left.remove(fault);
        return new Scenario(seed, steps, left);
    }
}
