package dev.nightcall.incident;

import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;

import java.time.Duration;
import java.util.List;

/**
 * Where an escalation stands. Positions are counted through: 0 while the incident waits for more alerts, then every step
 * of every round, then the fallback, then the first step again, and so on, for as long as nobody takes it.
 *
 * @param round      from 1; starts over after the fallback
 * @param step       from 1; 0 while waiting, one more than the policy has for the fallback
 * @param recipients who is told here
 * @param waitTime   how long until the next position
 */
public record Position(long number, int round, int step, List<String> recipients, Duration waitTime) {

    public static Position of(Policy policy, long number) {
        if (number == 0) {
            return new Position(0, 1, 0, List.of(), policy.groupWait());
        }
        int steps = policy.steps().size();
        long inCycle = (number - 1) % cycle(policy);
        if (inCycle == cycle(policy) - 1) {
            return new Position(number, policy.rounds(), steps + 1, policy.fallback(), policy.pause());
        }
        Step step = policy.steps().get((int) (inCycle % steps));
        return new Position(number, (int) (inCycle / steps) + 1, (int) (inCycle % steps) + 1, step.recipients(),
                step.waitTime());
    }

    /** The first step of the rounds that come after this position. */
    public static long startAfter(Policy policy, long number) {
        return number == 0 ? 1 : ((number - 1) / cycle(policy) + 1) * cycle(policy) + 1;
    }

    public boolean isFallback(Policy policy) {
        return step > policy.steps().size();
    }

    private static long cycle(Policy policy) {
        return (long) policy.steps().size() * policy.rounds() + 1;
    }
}
