package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

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
    public boolean isAfterCall(Line line, Instant now) {
        return line.calledAt() != null && line.calledAt().plus(storm).isAfter(now);
    }

    /**
     * How long until a line may be dialled that waits; zero when it may be now.
     *
     * @param waiting what waits for it; empty when that is not known
     * @return empty when what waits has to be known
     */
    public Optional<Duration> left(Line line, Optional<? extends Collection<Waiting>> waiting, Instant now) {
        if (!isAfterCall(line, now)) {
            return Optional.of(between(now, line.began().plus(usual)));
        }
        Instant latest = line.began().plus(longest);
        if (!latest.isAfter(now)) {
            return Optional.of(Duration.ZERO);
        }
        return waiting.map(each -> quietAt(each, now)).map(quiet -> between(now, quiet.isBefore(latest) ? quiet : latest));
    }

    /** A call that is only made again waits no longer than the others of the same moment need. */
    private Instant quietAt(Collection<Waiting> waiting, Instant now) {
        return waiting.stream().map(each -> each.askedAt().plus(each.again() ? usual : quiet)).max(Comparator.naturalOrder())
                .orElse(now);
    }

    private static Duration between(Instant now, Instant then) {
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
