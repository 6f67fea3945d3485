package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is dialled next, about what, and within which quota. Decides for a moment, about what was seen of the lines. Reads nothing
 * and writes nothing.
 *
 * <p>One message has a line dialled, whatever waits for it. When the quota is short, whoever has got a token serves the line that
 * comes first, and not the one that its message names.
 */
public final class Lines {

    /** Not worth a way through the queue. */
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONGEST_HELD = Duration.ofSeconds(30);

    private final Gathering gathering;
    private final Quota quota;
    private final Instant now;

    public Lines(Gathering gathering, Quota quota, Instant now) {
        this.gathering = gathering;
        this.quota = quota;
        this.now = now;
    }

    /**
     * The lines for which something waits: the free ones in the order in which they are dialled, then those in a call. About the
     * worst first; then who has not been called a short while ago, so that nobody is called twice before others once; then
     * about the oldest.
     */
    public List<Line> waiting(Collection<Line> all) {
        return all.stream().filter(Line::isWaiting)
                .sorted(Comparator.comparing(Line::isFree).reversed()
                        .thenComparing(Line::severity, Comparator.reverseOrder())
                        .thenComparing(line -> gathering.isAfterCall(line, now))
                        .thenComparing(Line::since).thenComparing(Line::engineer)).toList();
    }

    private List<Line> free(Collection<Line> all) {
        return waiting(all).stream().filter(Line::isFree).toList();
    }

    /** What becomes of a message. */
    public Serving serve(SeenLines seen) {
        Line line = seen.line();
        if (!line.isFree()) {
            return seen.message().equals(line.owner()) || !line.isClaimed(now) ? goOn(line, seen) : new Serving.Leaves(line);
        }
        return switch (standing(line, seen)) {
            case UNKNOWN -> new Serving.LooksAt(line);
            case GATHERS -> gather(left(line, seen).orElseThrow());
            case IDLE -> new Serving.Rests(line);
            case READY -> within(seen, line, "").orElseGet(() -> first(seen, line));
        };
    }

    /**
     * When the message is due that has a line dialled: there is no use in one that only finds that more incidents may come.
     *
     * @param line    as it is with what has just begun to wait for it
     * @param waiting what has
     * @return null: at once
     */
    public Instant due(Line line, Waiting waiting) {
        return gathering.left(line, Optional.of(List.of(waiting)), now).filter(left -> left.compareTo(SHORT) > 0)
                .map(now::plus).orElse(null);
    }

    /** How a free line stands. */
    private enum Standing { UNKNOWN, GATHERS, IDLE, READY }

    private Standing standing(Line line, SeenLines seen) {
        if (!line.isWaiting()) {
            return Standing.IDLE;
        }
        if (left(line, seen).filter(left -> !left.isZero()).isPresent()) {
            return Standing.GATHERS;
        }
        return seen.page(line).map(page -> page.isNeeded() ? Standing.READY : Standing.IDLE).orElse(Standing.UNKNOWN);
    }

    private Optional<Duration> left(Line line, SeenLines seen) {
        return gathering.left(line, seen.page(line).map(Page::waiting), now);
    }

    private static Serving gather(Duration left) {
        return left.compareTo(SHORT) > 0 ? new Serving.Gathers(left)
                : new Serving.Pauses("more incidents may come", left, Optional.empty());
    }

    /** What waits for another line and needs no call any more is the business of that line's own message. */
    private Serving first(SeenLines seen, Line own) {
        for (Line line : free(seen.all())) {
            switch (standing(line, seen)) {
                case UNKNOWN -> {
                    return new Serving.LooksAt(line);
                }
                case READY -> {
                    return new Serving.Claims(line, line.engineer().equals(own.engineer()));
                }
                default -> {
                    // The next one may be had.
                }
            }
        }
        throw new IllegalStateException("not among the lines: " + own);
    }

    /** A call that is still to be dialled needs a token again. */
    private Serving goOn(Line line, SeenLines seen) {
        if (seen.call().isEmpty()) {
            return new Serving.LooksAt(line);
        }
        boolean own = line.engineer().equals(seen.engineer());
        return seen.call().get().isToBeDialled()
                ? within(seen, line, line.call()).orElseGet(() -> new Serving.GoesOn(line, own, true))
                : new Serving.GoesOn(line, own, false);
    }

    /** What keeps anything from being dialled: an outage, or the quota. @param call has room already, if it has begun */
    private Optional<Serving> within(SeenLines seen, Line own, String call) {
        if (seen.allowance().isEmpty()) {
            return Optional.of(new Serving.LooksAtAllowance());
        }
        Allowance allowance = seen.allowance().get();
        return allowance.held().map(outage -> held(seen, own, outage))
                .or(() -> quota.shortage(allowance.use(), call, now).map(shortage -> shortage(seen, own, shortage)));
    }

    private Serving held(SeenLines seen, Line own, PhoneOutage outage) {
        // This process may have slept since it was seen.
        Duration pause = outage.nextTry().isAfter(now) ? Duration.between(now, outage.nextTry()) : Duration.ZERO;
        return waits(seen, own, outage.text(), pause.compareTo(LONGEST_HELD) > 0 ? LONGEST_HELD : pause, Optional.empty());
    }

    private Serving shortage(SeenLines seen, Line own, Quota.Shortage shortage) {
        return shortage.pause().compareTo(SHORT) > 0 ? waits(seen, own, shortage)
                : new Serving.Pauses(shortage.reason(), shortage.pause(), Optional.of(shortage.kind()));
    }

    /** Others have been faster, again and again. */
    public Serving.Waits tooMany(SeenLines seen) {
        return waits(seen, seen.line(), Quota.tooFast(SHORT));
    }

    private Serving.Waits waits(SeenLines seen, Line own, Quota.Shortage shortage) {
        return waits(seen, own, shortage.reason(), shortage.pause(), Optional.of(shortage.kind()));
    }

    /** It is said where among those that wait, to some of what waits for the line itself. */
    private Serving.Waits waits(SeenLines seen, Line own, String reason, Duration pause, Optional<Quota.Kind> lacks) {
        List<Line> free = free(seen.all());
        int place = free.stream().map(Line::engineer).toList().indexOf(own.engineer()) + 1;
        return new Serving.Waits(place == 0 ? reason : reason + ", place " + place + " of " + free.size(), pause, lacks,
                own.isFree() ? seen.page(own).map(page -> Waiting.told(page.waiting().stream())).orElse(List.of()) : List.of());
    }
}
