package dev.nightcall.oncall.check;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Gaps for people: one line for each schedule and policy, and below it one for each gap. */
public final class GapsText {

    private final SpanText times;
    private final String zone;

    /** @param zone of the plan; times of schedules are in their own */
    public GapsText(ZoneId zone) {
        this.times = new SpanText(zone);
        this.zone = zone.getId();
    }

    public List<String> lines(Gaps gaps) {
        List<String> lines = new ArrayList<>();
        lines.add(times.text(gaps.from()) + " to " + times.text(gaps.to()) + " (" + zone + ")");
        gaps.schedules().forEach(schedule -> schedule(schedule, lines));
        gaps.policies().forEach(policy -> recipients("policy " + policy.policy(), policy, lines));
        if (gaps.catchAll() == null) {
            lines.add("catchAll: there is none for when a policy can phone nobody");
        } else {
            recipients("catchAll, for when a policy can phone nobody", gaps.catchAll(), lines);
        }
        return lines;
    }

    private void schedule(Coverage.OfSchedule schedule, List<String> lines) {
        SpanText own = new SpanText(schedule.timezone());
        lines.add("schedule " + schedule.schedule() + " (" + schedule.timezone() + "): " + (schedule.nobody().isEmpty()
                ? "somebody is on duty at all times" : "nobody is on duty for " + own.length(schedule.total())));
        schedule.nobody().forEach(span -> lines.add("  " + own.text(span)));
        schedule.notCalled().forEach(found -> lines.add("  " + own.text(found.when()) + ": " + found.engineer()
                + " is on duty and not called: " + found.reason()));
    }

    private void recipients(String what, Coverage.OfPolicy policy, List<String> lines) {
        lines.add(what + ": " + (!policy.phones() ? "channels only, which phone nobody"
                : policy.nobody().isEmpty() ? "somebody can be phoned at all times"
                : "nobody can be phoned for " + times.length(policy.total())));
        policy.nobody().forEach(span -> lines.add("  " + times.text(span)));
    }
}
