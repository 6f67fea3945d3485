package dev.nightcall.duty;

import java.time.Instant;
import java.util.Map;

/**
 * What one Nightcall of the fleet has in force.
 *
 * @param replica of that process only
 * @param digest  of the plan
 * @param wrong   why its file of the plan, or some of its routes, cannot be used; nothing of what can
 * @param at      when it said so
 */
record PlanReport(String replica, String digest, Map<Wrong, String> wrong, Instant at) {

    PlanReport {
        wrong = Map.copyOf(wrong);
    }

    /** Whether it says the same, whenever and in whatever words. */
    boolean says(PlanReport other) {
        return digest.equals(other.digest) && wrong.keySet().equals(other.wrong.keySet());
    }
}
