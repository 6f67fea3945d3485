package dev.nightcall.audit;

import dev.nightcall.call.Call;
import dev.nightcall.call.Calls;
import dev.nightcall.call.Line;
import dev.nightcall.call.Lines;
import dev.nightcall.call.Request;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Outgoing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lines that nobody serves: taken by a call that is over, claimed by somebody who died, or waiting without a message. */
public final class OverdueLines {

    /** A thousand incidents may wait for one line; of these the timeline tells. */
    private static final int TOLD = 3;

    private final Lines lines;
    private final Calls calls;
    private final QueueSizes sizes;
    private final Moves moves;
    private final Patience patience;
    private final Supplier<Optional<PhoneOutage>> outage;
    private final Clock clock;

    public OverdueLines(Lines lines, Calls calls, QueueSizes sizes, Moves moves, Patience patience,
                        Supplier<Optional<PhoneOutage>> outage, Clock clock) {
        this.lines = lines;
        this.calls = calls;
        this.sizes = sizes;
        this.moves = moves;
        this.patience = patience;
        this.outage = outage;
        this.clock = clock;
    }

    /** Frees and dials them. */
    public List<Outgoing> serve() {
        if (patience.isForOutage(outage.get(), clock.instant())) {
            return List.of();
        }
        // Before the lines: a message that leaves the queue meanwhile has claimed its line when that is read.
        long messages = sizes.of("calls");
        List<Line> all = lines.all();
        boolean served = messages >= all.stream().filter(line -> line.isFree() && line.isWaiting()).count();
        return all.stream().flatMap(line -> line.isFree() ? waiting(line, served) : taken(line)).toList();
    }

    /**
     * @param served whether there is a message for every line that waits: in a shortage of Connect's quota they wait long, and
     *               one more for each would only make it worse
     */
    private Stream<Outgoing> waiting(Line line, boolean served) {
        if (served || !line.isWaiting() || !isOver(line.began())) {
            return Stream.empty();
        }
        return dial(line, lines.waiting(line, TOLD), line.began(), "no call to " + line.engineer() + " for what waits");
    }

    private Stream<Outgoing> taken(Line line) {
        Optional<Call> call = calls.find(line.call());
        if (call.isEmpty() || call.get().isSettled()) {
            return line.call().equals(lines.of(line.engineer()).call()) ? free(line, call) : Stream.empty();
        }
        return isOver(line.until()) ? dial(line, lines.requests(call.get()), line.until(),
                "nobody goes on with call " + line.call()) : Stream.empty();
    }

    private Stream<Outgoing> free(Line line, Optional<Call> call) {
        moves.tell(What.LINE, call.map(lines::requests).orElse(List.of()).stream().map(Request::incident).toList(), line.until(),
                line.engineer(), "the line is taken by call " + line.call() + ", which is "
                        + (call.isPresent() ? "settled" : "unknown"));
        lines.free(line.engineer(), line.call());
        return lines.of(line.engineer()).isWaiting() ? Stream.of(dial(line)) : Stream.empty();
    }

    private Stream<Outgoing> dial(Line line, List<Request> requests, Instant due, String reason) {
        moves.tell(What.DIAL, requests.stream().map(Request::incident).toList(), due, line.engineer(), reason);
        return Stream.of(dial(line));
    }

    private static Outgoing dial(Line line) {
        return new Dial(line.engineer());
    }

    private boolean isOver(Instant due) {
        return patience.isOver(due, clock.instant());
    }
}
