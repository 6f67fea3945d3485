package dev.nightcall.escalation;

import dev.nightcall.core.Incident;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Informing;
import dev.nightcall.incident.Related;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An escalation reaches a position: those who are to be phoned are asked for, the next position is scheduled, and last the
 * channels are told, each by a message of its own, so that none of them holds up a call.
 */
public final class EscalationRoutes extends RouteBuilder {

    /** A comma in an endpoint's URI separates nothing. */
    private static final String AS_THEY_ARE = "false";

    private final Escalation escalation;
    private final Acknowledging acknowledging;
    private final Related related;
    private final Closing closing;
    private final Informing informing;

    public EscalationRoutes(Escalation escalation, Acknowledging acknowledging, Related related, Closing closing,
                            Informing informing) {
        this.escalation = escalation;
        this.acknowledging = acknowledging;
        this.related = related;
        this.closing = closing;
        this.informing = informing;
    }

    @Override
    public void configure() {
        from("direct:escalate").routeId("escalate").errorHandler(noErrorHandler())
            .setBody().body(Later.class, this::before).id("what-changes-it-before")
            .filter().body(Before.class, Before::hasOutgoing).id("if-something-comes-before")
                .setVariable("before").body(Before.class, Before::outgoing).id("what-comes-before")
                .toV("direct:send", "before", "sent").id("before-reaching")
            .end()
            .setBody().body(Before.class, this::reach).id("reach-position")
            .filter(body().isNotNull()).id("if-reached")
                .setVariable("reached").body().id("keep-reached")
                // Their lines are asked for, one after the other; that they are dialled is sent before all count as asked.
                .recipientList().body(Reached.class, Reached::calls).delimiter(AS_THEY_ARE).stopOnException()
                    .aggregationStrategy(EscalationRoutes::together).id("recipient-list-calls")
                .setBody(this::afterAsking).id("schedule-next-position")
                .to("direct:send").id("dial-schedule-and-tell")
                .setBody(this::acted).id("note-acted")
                .filter().body(List.class, outgoing -> !outgoing.isEmpty()).id("if-all-have-ended")
                    .to("direct:send").id("leave-at-once");

        from("direct:end-lease").routeId("end-lease").errorHandler(noErrorHandler())
            .setBody().body(Later.class, acknowledging::endLease).id("open-again")
            .to("direct:send").id("start-over");

        from("direct:tell-holder").routeId("tell-holder").errorHandler(noErrorHandler())
            .setBody().body(Later.class, informing::look).id("look-for-something-new")
            .to("direct:send").id("ask-the-holder");

        from("direct:acknowledge-at-monitor").routeId("acknowledge-at-monitor").errorHandler(noErrorHandler())
            .setBody().body(AcknowledgedAtMonitor.class, this::acknowledge).id("taken-at-monitor")
            .to("direct:send").id("after-acknowledging-at-monitor");
    }

    /**
     * An incident that is asked to reach a position, as it was read.
     *
     * @param outgoing what changes it before, or is told though it stays where it is
     */
    private record Before(Later later, Optional<Incident> incident, List<Outgoing> outgoing, boolean changed) {

        boolean hasOutgoing() {
            return !outgoing.isEmpty();
        }
    }

    private Before before(Later later) {
        Optional<Incident> found = escalation.find(later);
        List<Outgoing> changed = found.map(this::closeOrAbsorb).orElse(List.of());
        return new Before(later, found, changed.isEmpty()
                ? found.map(incident -> escalation.noticesThoughHeld(later, incident)).orElse(List.of()) : changed,
                !changed.isEmpty());
    }

    private List<Outgoing> closeOrAbsorb(Incident incident) {
        List<Outgoing> closed = closing.closeIfNothingFires(incident);
        return closed.isEmpty() ? related.absorb(incident) : closed;
    }

    /** Taking it over may have changed the incident, otherwise it is as it was read. Null when it is past that or gone. */
    private Reached reach(Before before) {
        return before.incident().flatMap(incident -> before.changed() ? escalation.reach(before.later())
                : escalation.reach(before.later(), incident)).orElse(null);
    }

    /** What came of asking all; some recipients say nothing. */
    private static Exchange together(Exchange before, Exchange recipient) {
        Asked asked = asked(recipient);
        recipient.getMessage().setBody(before == null ? asked : asked(before).and(asked));
        return recipient;
    }

    private static Asked asked(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Asked asked ? asked : Asked.NOBODY;
    }

    /** Telephones first, then what goes on without them, and last the channels. */
    private List<Outgoing> afterAsking(Exchange exchange) {
        Reached reached = exchange.getVariable("reached", Reached.class);
        Asked asked = asked(exchange);
        return Stream.of(asked.outgoing(), escalation.next(reached, asked.anew()), escalation.notices(reached))
                .flatMap(List::stream).toList();
    }

    private List<Outgoing> acted(Exchange exchange) {
        return escalation.acted(exchange.getVariable("reached", Reached.class));
    }

    private List<Outgoing> acknowledge(AcknowledgedAtMonitor taken) {
        return acknowledging.take(taken);
    }
}
