package dev.nightcall.audit;

import dev.nightcall.core.Suppression;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Holding;

import java.time.Clock;
import java.util.List;

/** Suppressions that should have ended. One that ends twice raises the same alerts twice, which changes nothing. */
public final class OverdueSuppressions {

    private final Holding holding;
    private final Moves moves;
    private final Patience patience;
    private final Clock clock;

    public OverdueSuppressions(Holding holding, Moves moves, Patience patience, Clock clock) {
        this.holding = holding;
        this.moves = moves;
        this.patience = patience;
        this.clock = clock;
    }

    /** Ends them. */
    public List<Outgoing> end() {
        List<Suppression> overdue = holding.dueBefore(clock.instant().minus(patience.grace()));
        overdue.forEach(suppression -> moves.tell(What.SUPPRESSION, List.of(suppression.holder()), suppression.until(),
                suppression.key().toString(), "no end of the suppression"));
        return overdue.stream().map(Holding::ending).toList();
    }
}
