package dev.nightcall.duty;

import java.time.Instant;

/**
 * An override of a schedule that somebody has asked for by the API: as in {@code oncall.yaml}, with names that the plan may
 * have forgotten meanwhile.
 *
 * @param id        made from all the rest but {@code createdAt}, so that the same one said twice is one
 * @param to        exclusive
 * @param engineer  id of who is on duty
 * @param insteadOf id of whose duty it is otherwise; null: everybody's
 * @param createdAt of two that contradict each other the earlier one is in force
 */
public record DutyOverride(String schedule, String id, Instant from, Instant to, String engineer, String insteadOf,
                           String by, String reason, Instant createdAt) {

    /** As in {@code 4711 of tanaka (by sato), 2026-12-24T00:00:00Z to 2026-12-27T00:00:00Z}. */
    String words() {
        return id + " of " + engineer + " (by " + by + "), " + from + " to " + to;
    }
}
