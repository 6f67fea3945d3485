package dev.nightcall.oncall;

import java.time.Instant;

/**
 * Somebody's time on duty.
 *
 * @param to       exclusive
 * @param layer    the name of the layer that says so; null when it is an override
 * @param override null when it is a layer
 */
public record Shift(Engineer engineer, Instant from, Instant to, String layer, ScheduleOverride override) {
}
