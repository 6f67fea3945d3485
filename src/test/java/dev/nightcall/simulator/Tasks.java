package dev.nightcall.simulator;

import dev.nightcall.night.Decisions;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;

import java.util.List;
import java.util.function.Consumer;

/** What is done with the messages to ourselves that need no telephone, as their routes do it. */
final class Tasks {

    private Tasks() {
    }

    static void handle(Later later, Decisions decisions, Consumer<List<Outgoing>> send) {
        switch (later.task()) {
            case END_SUPPRESSION -> {
                List<Outgoing> raised = decisions.holding.raise(later);
                send.accept(raised);
                decisions.holding.forget(later, raised);
            }
            case RAISE_RELATED -> {
                List<Outgoing> raised = decisions.related.raise(later);
                send.accept(raised);
                decisions.related.looked(later, raised);
            }
            case LOOK_AT_SUPPRESSED -> send.accept(decisions.closing.look(later));
            case LOOK_THROUGH -> send.accept(decisions.suppressing.lookThrough(later));
            case TELL_HOLDER -> send.accept(decisions.informing.look(later));
            case ESCALATE, END_LEASE, WATCH_CALL -> throw new IllegalArgumentException("not without a telephone: " + later);
        }
    }
}
