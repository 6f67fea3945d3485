package dev.nightcall.call;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Who is called first when Connect's quota is short: about the worst; then who has not been called a short while ago, so
 * that nobody is called twice before others once; then about the oldest.
 */
public final class WaitingOrder {

    private final Lines lines;
    private final Gathering gathering;
    private final Clock clock;

    public WaitingOrder(Lines lines, Gathering gathering, Clock clock) {
        this.lines = lines;
        this.gathering = gathering;
        this.clock = clock;
    }

    /** The lines for which something waits: the free ones in the order in which they are dialled, then those in a call. */
    public List<Line> waiting() {
        Instant now = clock.instant();
        return lines.all().stream().filter(Line::isWaiting)
                .sorted(Comparator.comparing(Line::isFree).reversed()
                        .thenComparing(Line::severity, Comparator.reverseOrder())
                        .thenComparing(line -> gathering.isAfterCall(line, now))
                        .thenComparing(Line::since).thenComparing(Line::engineer)).toList();
    }

    /** Those that are free. */
    List<Line> free() {
        return waiting().stream().filter(Line::isFree).toList();
    }

    /** How many incidents wait for a line. */
    public long incidents(Line line) {
        return lines.pages().count(line);
    }
}
