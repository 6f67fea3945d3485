package dev.nightcall.timeline;

import java.time.Instant;

/**
 * One line of an incident's timeline.
 *
 * @param event  what happened, an {@link Event}'s word
 * @param about  what tells it from others of the same moment, as an alert's key; begins with the call's id if it is one's
 * @param reason why, in one word or a few
 * @param detail who or what, for a reader; may be null
 */
public record Entry(Instant at, String event, String about, String reason, String detail) {
}
