package dev.nightcall.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that was done to a Nightcall, or that it was seen to do.
 *
 * @param at     when it was done, or began when it lasted
 * @param what   a word of {@link Deeds}
 * @param point  the request it was done at, as {@code sqs:SendMessage(later)}
 * @param thread in which it was done
 * @param detail what else there is to say; milliseconds of what lasted
 */
record Deed(String replica, Instant at, String what, String point, String thread, String detail) {

    boolean is(String word) {
        return what.equals(word);
    }

    /** When what lasted was over. */
    Instant end() {
        return at.plusMillis(Long.parseLong(detail));
    }

    /** For how much of that time it lasted. */
    Duration between(Instant from, Instant to) {
        Instant begin = at.isAfter(from) ? at : from;
        Instant end = end().isBefore(to) ? end() : to;
        return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
