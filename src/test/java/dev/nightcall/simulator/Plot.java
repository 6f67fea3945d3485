package dev.nightcall.simulator;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a night with telephones is made from. The same plot is the same night.
 *
 * @param holders  whether whoever has an incident is phoned about what is new in it
 * @param faults   that may happen
 * @param likelier how many times as often something goes wrong
 * @param mishaps  how many of them do at most
 * @param without  the deeds that are left out, by their numbers
 */
record Plot(long seed, boolean holders, Set<Fault> faults, int likelier, int mishaps, Set<Integer> without) {

    private static final int ALL = Integer.MAX_VALUE;
    /** Of a night with so many mishaps the shortest history is looked for. */
    private static final int MOST = 1 << 10;

    static Plot of(long seed) {
        return new Plot(seed, false, EnumSet.complementOf(EnumSet.of(Fault.LATE, Fault.WRONG_CLOCK)), likelier(seed), ALL, Set.of());
    }

    /** In which holders are phoned, and every second time a clock is wrong. */
    static Plot withHolders(long seed) {
        Set<Fault> never = seed % 2 == 0 ? EnumSet.of(Fault.LATE) : EnumSet.of(Fault.LATE, Fault.WRONG_CLOCK);
        return new Plot(seed, true, EnumSet.complementOf(EnumSet.copyOf(never)), likelier(seed), ALL, Set.of());
    }

    private static int likelier(long seed) {
        return 1 << new Random(seed).nextInt(3);
    }

    /** The smallest night with this seed that is broken all the same. */
    Plot shortest() {
        Plot shortest = this;
        for (Fault fault : faults) {
            shortest = shortest.ifBroken(shortest.without(fault));
        }
        shortest = shortest.ifBroken(shortest.withMishaps(MOST));
        for (int less = MOST / 2; less > 0 && shortest.mishaps() < ALL; less /= 2) {
            shortest = shortest.ifBroken(shortest.withMishaps(shortest.mishaps() - less));
        }
        for (int deed = 0; deed < Deeds.MOST; deed++) {
            shortest = shortest.ifBroken(shortest.without(deed));
        }
        return shortest;
    }

    private Plot ifBroken(Plot other) {
        return new PhonedNight(other).broken().isEmpty() ? this : other;
    }

    private Plot without(Fault fault) {
        Set<Fault> left = new HashSet<>(faults);
        left.remove(fault);
        return new Plot(seed, holders, left, likelier, mishaps, without);
    }

    private Plot withMishaps(int most) {
        return new Plot(seed, holders, faults, likelier, most, without);
    }

    private Plot without(int deed) {
        Set<Integer> more = new TreeSet<>(without);
        more.add(deed);
        return new Plot(seed, holders, faults, likelier, mishaps, more);
    }
}
