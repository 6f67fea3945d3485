package dev.nightcall.audit;

import dev.nightcall.call.CallWatch;
import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Request;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Calls of which nobody has told the outcome, or whose outcome was not followed to the end. */
public final class OverdueCalls {

    /** No call is moved for longer: a contact record would not come any more, either. */
    private static final Duration LOOK_BACK = Duration.ofHours(24);

    private final Accounts accounts;
    private final Calls calls;
    private final LineTable lines;
    private final Moves moves;
    private final Patience patience;
    private final Clock clock;

    public OverdueCalls(Accounts accounts, Calls calls, LineTable lines, Moves moves, Patience patience, Clock clock) {
        this.accounts = accounts;
        this.calls = calls;
        this.lines = lines;
        this.moves = moves;
        this.patience = patience;
        this.clock = clock;
    }

    /** Has them looked at. A look at a call that has its outcome settles it. */
    public List<Outgoing> look() {
        Instant now = clock.instant();
        List<String> found = accounts.callsBetween(now.minus(LOOK_BACK), now).stream().filter(this::isOverdue).map(Call::id)
                .toList();
        // The index by which they are found may be behind.
        return calls.find(found).stream().filter(this::isOverdue).flatMap(this::move).toList();
    }

    private boolean isOverdue(Call call) {
        return patience.isOverdue(call, clock.instant());
    }

    private Stream<Outgoing> move(Call call) {
        return switch (call.stage()) {
            // While it is on its line, it is dialled by whoever is to dial that.
            case TO_BE_DIALLED -> call.id().equals(lines.of(call.engineer()).call()) ? Stream.empty()
                    : untold(call, Settle.of(Finding.neverDialled(call.id(), clock.instant()), call));
            case ASKED, UNDER_WAY -> untold(call, look(call));
            case DECIDED -> {
                tell(What.SETTLEMENT, call, "outcome " + call.outcome().word() + " of call " + call.id() + " not settled");
                yield Stream.of(look(call));
            }
            case SETTLED -> Stream.empty();
        };
    }

    private Stream<Outgoing> untold(Call call, Outgoing move) {
        tell(What.CALL, call, "no outcome of call " + call.id());
        return Stream.of(move);
    }

    private Outgoing look(Call call) {
        return CallWatch.once(call.id(), clock.instant());
    }

    private void tell(What what, Call call, String reason) {
        moves.tell(what, lines.requests(call).stream().map(Request::incident).toList(), patience.due(call), call.id(), reason);
    }
}
