package dev.nightcall.chaos;

import java.time.Instant;

/**
 * Something that was done to a Nightcall, or that it was seen to do.
 *
 * @param what   a word of {@link Deeds}
 * @param point  the request it was done at, as {@code sqs:SendMessage(later)}
 * @param thread in which it was done
 * @param detail what else there is to say
 */
record Deed(String replica, Instant at, String what, String point, String thread, String detail) {
}
