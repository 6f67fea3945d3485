package dev.nightcall.timeline;

import java.time.Instant;

/**
 * One line of an incident's timeline.
 *
 * @param event  what happened, an {@link Event}'s word
 * @param reason why, in one word or a few
 * @param detail who or what, for a reader; may be null
 */
public record Entry(Instant at, String event, String reason, String detail) {
}
