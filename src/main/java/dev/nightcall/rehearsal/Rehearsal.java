package dev.nightcall.rehearsal;

import dev.nightcall.oncall.Policy;

import java.time.Instant;
import java.util.List;

/**
 * What one alert would lead to if nobody answered.
 *
 * @param at         when the alert comes, or is raised after a maintenance window
 * @param group      whose incident it opens
 * @param happenings in their order
 * @param restsAt    when it comes to rest, since nobody is phoned about so little, or a maintenance window has no end; null
 *                   when it does not
 * @param startsOver when the rounds start over; null when it rests, or is cut
 * @param cut        whether it goes on for longer than is shown
 * @param dependent  whether nobody is phoned at all while an alert that it is the consequence of has an open incident
 */
public record Rehearsal(Instant at, Policy policy, String group, List<Happening> happenings, Instant restsAt,
                        Instant startsOver, boolean cut, boolean dependent) {

    public Rehearsal {
        happenings = List.copyOf(happenings);
    }

    /** Whether anybody would be phoned. */
    public boolean phonesSomebody() {
        return happenings.stream().anyMatch(happening -> happening.number() != null);
    }
}
