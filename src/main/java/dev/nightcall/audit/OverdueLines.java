package dev.nightcall.audit;

import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Neglect;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines that nobody serves: taken by a call that is over, claimed by somebody who died, or waiting without a message. */
public final class OverdueLines {

    private final LineTable lines;
    private final Calls calls;
    private final QueueSizes sizes;
    private final Moves moves;
    private final Patience patience;
    private final Supplier<Optional<PhoneOutage>> outage;
    private final Clock clock;

    public OverdueLines(LineTable lines, Calls calls, QueueSizes sizes, Moves moves, Patience patience,
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
        Instant now = clock.instant();
        if (patience.isForOutage(outage.get(), now)) {
            return List.of();
        }
        // Before the lines: a message that leaves the queue meanwhile has claimed its line when that is read.
        long messages = sizes.of("calls");
        List<Line> all = lines.all();
        boolean haveMessages = Neglect.haveMessages(all, messages);
        List<String> ids = all.stream().filter(line -> !line.isFree()).map(Line::call).distinct().toList();
        Map<String, Call> taking = calls.find(ids).stream().collect(Collectors.toMap(Call::id, Function.identity()));
        return all.stream().flatMap(line -> {
            Optional<Call> call = Optional.ofNullable(line.call()).map(taking::get);
            return Neglect.of(line, call, haveMessages, now.minus(patience.grace())).stream()
                    .flatMap(neglect -> serve(line, call, neglect));
        }).toList();
    }

    private Stream<Outgoing> serve(Line line, Optional<Call> call, Neglect neglect) {
        if (neglect.mend() == Neglect.Mend.FREE && !line.call().equals(lines.of(line.engineer()).call())) {
            return Stream.empty();
        }
        What what = neglect.mend() == Neglect.Mend.FREE ? What.LINE : What.DIAL;
        moves.tell(what, about(line, call), neglect.since(), line.engineer(), neglect.reason());
        if (neglect.mend() == Neglect.Mend.DIAL) {
            return Stream.of(new Dial(line.engineer()));
        }
        return lines.free(line.engineer(), line.call()).isWaiting() ? Stream.of(new Dial(line.engineer())) : Stream.empty();
    }

    private List<String> about(Line line, Optional<Call> call) {
        return (line.isFree() ? Waiting.told(lines.waiting(line)).stream().map(Waiting::request)
                : call.map(lines::requests).orElse(List.of()).stream()).map(Request::incident).toList();
    }
}
