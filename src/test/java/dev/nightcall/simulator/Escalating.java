package dev.nightcall.simulator;

import dev.nightcall.call.Telephony;
import dev.nightcall.core.Incident;
import dev.nightcall.escalation.Asked;
import dev.nightcall.escalation.Reached;
import dev.nightcall.night.Decisions;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of the route {@code escalate}. */
final class Escalating {

    private final Decisions decisions;
    private final Telephony telephony;
    private final Consumer<List<Outgoing>> send;

    Escalating(Decisions decisions, Telephony telephony, Consumer<List<Outgoing>> send) {
        this.decisions = decisions;
        this.telephony = telephony;
        this.send = send;
    }

    void escalate(Later later) {
        Optional<Incident> incident = telephony.escalation.find(later);
        if (incident.isEmpty()) {
            return;
        }
        List<Outgoing> changed = closeOrAbsorb(incident.get());
        send.accept(changed.isEmpty() ? telephony.escalation.noticesThoughHeld(later, incident.get()) : changed);
        Optional<Reached> reached = changed.isEmpty() ? telephony.escalation.reach(later, incident.get())
                : telephony.escalation.reach(later);
        reached.ifPresent(this::act);
    }

    private List<Outgoing> closeOrAbsorb(Incident incident) {
        List<Outgoing> closed = decisions.closing.closeIfNothingFires(incident);
        return closed.isEmpty() ? decisions.related.absorb(incident) : closed;
    }

    private void act(Reached reached) {
        Asked asked = telephony.ask(reached);
        List<Outgoing> next = telephony.escalation.next(reached, asked.anew());
        List<Outgoing> notices = telephony.escalation.notices(reached);
        send.accept(asked.outgoing());
        send.accept(next);
        send.accept(notices);
        send.accept(telephony.escalation.acted(reached));
    }
}
