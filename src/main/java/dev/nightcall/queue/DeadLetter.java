package dev.nightcall.queue;

import java.time.Instant;

/**
 * A message that could not be handled.
 *
 * @param id     the message's id in the queue it came from
 * @param origin the queue it came from, and goes back to when it is replayed: {@code alerts}, {@code later},
 *               {@code calls} or {@code notices}
 * @param reason why it could not be handled
 * @param body   the message, unchanged
 * @param at     when it was given up
 */
public record DeadLetter(String id, String origin, String reason, String body, Instant at) {
}
