package dev.nightcall.oncall.check;

import dev.nightcall.oncall.OnCall;

import java.time.Instant;
import java.util.List;

/**
 * Where a plan has nobody, within some time.
 *
 * @param to       exclusive
 * @param catchAll of those who are called when a policy can phone nobody; null when there are none. The gaps of policies
 *                 are without them
 */
public record Gaps(Instant from, Instant to, List<Coverage.OfSchedule> schedules, List<Coverage.OfPolicy> policies,
                   Coverage.OfPolicy catchAll) {

    public static Gaps of(OnCall plan, Span time) {
        Coverage coverage = new Coverage(plan, time);
        return new Gaps(time.from(), time.to(), coverage.schedules(), coverage.policies(),
                plan.catchAll().isEmpty() ? null : coverage.recipients("catchAll", plan.catchAll()));
    }

    /** Whether there is any: nobody on duty, somebody on duty who cannot be called, a policy that can phone nobody. */
    public boolean any() {
        return schedules.stream().anyMatch(schedule -> !schedule.nobody().isEmpty() || !schedule.notCalled().isEmpty())
                || policies.stream().anyMatch(policy -> !policy.nobody().isEmpty());
    }
}
