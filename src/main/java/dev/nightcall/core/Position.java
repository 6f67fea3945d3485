package dev.nightcall.core;

import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;

import java.time.Duration;
import java.util.List;

/**
 * Where an escalation stands. Positions are counted through: 0 while the incident waits for more alerts, then every attempt
 * of every step of every round, then the fallback, then the first step again, and so on, for as long as nobody takes it.
 *
 * @param round      from 1; starts over after the fallback
 * @param step       from 1; 0 while waiting, one more than the policy has for the fallback
 * @param attempt    from 1
 * @param recipients who is told here by the policy
 * @param waitTime   how long until the next position
 */
public record Position(long number, int round, int step, int attempt, List<String> recipients, Duration waitTime) {

    public static Position of(Policy policy, long number) {
        if (number <= 0) {
            return new Position(number, 1, 0, 1, List.of(), policy.groupWait());
        }
        long inCycle = (number - 1) % cycle(policy);
        if (inCycle == cycle(policy) - 1) {
            return new Position(number, policy.rounds(), policy.steps().size() + 1, 1, policy.fallback(), policy.pause());
        }
        int inRound = (int) (inCycle % attempts(policy));
        int index = 0;
        while (inRound >= policy.steps().get(index).attempts()) {
            inRound -= policy.steps().get(index).attempts();
            index++;
        }
        Step step = policy.steps().get(index);
        return new Position(number, (int) (inCycle / attempts(policy)) + 1, index + 1, inRound + 1,
                step.recipients(inRound + 1), step.waitTime());
    }

    /** Where nobody is asked but who had it until then; as long as for the first step. */
    static Position ofHolder(Policy policy) {
        return new Position(0, 1, 0, 1, List.of(), policy.steps().get(0).waitTime());
    }

    /** The first step of the rounds that come after this position. */
    public static long startAfter(Policy policy, long number) {
        return number <= 0 ? 1 : ((number - 1) / cycle(policy) + 1) * cycle(policy) + 1;
    }

    public boolean isFallback(Policy policy) {
        return step > policy.steps().size();
    }

    /** The same, where positions are counted from another one on. */
    Position after(long base) {
        return new Position(base + number, round, step, attempt, recipients, waitTime);
    }

    private static long cycle(Policy policy) {
        return (long) attempts(policy) * policy.rounds() + 1;
    }

    private static int attempts(Policy policy) {
        return policy.steps().stream().mapToInt(Step::attempts).sum();
    }
}
