package dev.nightcall.duty;

import java.time.Instant;

/**
 * What one Nightcall of the fleet has in force.
 *
 * @param replica of that process only
 * @param digest  of the plan
 * @param problem why its file of the plan, or some of its routes, cannot be used; null when all can
 * @param at      when it said so
 */
record PlanReport(String replica, String digest, String problem, Instant at) {

    boolean isBroken() {
        return problem != null;
    }

    /** Whether it says the same, whenever that is. */
    boolean says(PlanReport other) {
        return digest.equals(other.digest) && isBroken() == other.isBroken();
    }
}
