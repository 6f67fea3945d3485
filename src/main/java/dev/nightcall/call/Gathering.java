package dev.nightcall.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How long a call waits for other incidents, to be told of in the same call.
 *
 * @param usual   for those that open at the same moment
 * @param storm   for how long after a call the next one about new incidents waits until no more come
 * @param quiet   how long nothing new must have come then
 * @param longest how long the first of them waits at most
 */
public record Gathering(Duration usual, Duration storm, Duration quiet, Duration longest) {

    /** Whether the engineer has been called a short while ago. */
    boolean isAfterCall(Line line, Instant now) {
        return line.calledAt() != null && line.calledAt().plus(storm).isAfter(now);
    }

    /** How long until a line may be dialled that waits; zero when it may be now. */
    Duration left(Line line, WaitingPages pages, Instant now) {
        return between(now, isAfterCall(line, now) ? quietSince(line, pages, now) : line.began().plus(usual));
    }

    /** A call that is only made again waits no longer than the others of the same moment need. */
    private Instant quietSince(Line line, WaitingPages pages, Instant now) {
        Instant latest = line.began().plus(longest);
        if (!latest.isAfter(now)) {
            return latest;
        }
        List<Waiting> waiting = pages.of(line).toList();
        Instant quietAt = waiting.stream()
                .map(each -> each.askedAt().plus(each.again() ? usual : quiet)).max(Comparator.naturalOrder()).orElse(now);
        return quietAt.isBefore(latest) ? quietAt : latest;
    }

    private static Duration between(Instant now, Instant then) {
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
