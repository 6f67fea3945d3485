package dev.nightcall.escalation;

import dev.nightcall.core.Incident;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Related;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;
import java.util.Optional;

/**
 * An escalation reaches a position: those who are to be phoned are asked for, the next position is scheduled, and last the
 * channels are told, each by a message of its own, so that none of them holds up a call.
 */
public final class EscalationRoutes extends RouteBuilder {

    private final Escalation escalation;
    private final Related related;
    private final Closing closing;

    public EscalationRoutes(Escalation escalation, Related related, Closing closing) {
        this.escalation = escalation;
        this.related = related;
        this.closing = closing;
    }

    @Override
    public void configure() {
        from("direct:escalate").routeId("escalate").errorHandler(noErrorHandler())
            .setVariable("later").body()
            .setBody().body(Later.class, escalation::find)
            .filter().body(Optional.class, Optional::isPresent)
                .setBody().body(Optional.class, Optional::get)
                .setVariable("incident").body()
                .setBody().body(Incident.class, this::closeOrAbsorb)
                .setVariable("absorbed").body()
                .to("direct:send").id("after-absorbing")
                .setBody(this::noticesThoughHeld)
                .to("direct:send").id("tell-channels-though-held")
                .setBody(this::reach)
                .filter().body(Optional.class, Optional::isPresent)
                    .setBody().body(Optional.class, Optional::get)
                    .to("direct:reached").id("to-reached");

        from("direct:reached").routeId("reached").errorHandler(noErrorHandler())
            .setVariable("reached").body()
            .split().body(Reached.class, Reached::calls).aggregationStrategy(EscalationRoutes::anyAsked).stopOnException()
                .to("direct:ask-line").id("ask-each")
            .end()
            .setBody(this::next)
            .to("direct:send").id("next-position")
            .setBody().variable("reached")
            .setBody().body(Reached.class, escalation::notices)
            .to("direct:send").id("tell-channels")
            .setBody().variable("reached")
            .setBody().body(Reached.class, escalation::acted)
            .to("direct:send").id("after-acting");

        // One recipient at a time, so "false": a comma in an endpoint's URI separates nothing.
        from("direct:ask-line").routeId("ask-line").errorHandler(noErrorHandler())
            .setVariable("recipient").body()
            .setBody().variable("reached")
            .recipientList(variable("recipient"), "false").id("recipient-list-calls");

        from("direct:end-lease").routeId("end-lease").errorHandler(noErrorHandler())
            .setBody().body(Later.class, escalation::endLease)
            .to("direct:send").id("start-over");

        from("direct:acknowledge-at-monitor").routeId("acknowledge-at-monitor").errorHandler(noErrorHandler())
            .setBody().body(AcknowledgedAtMonitor.class, this::acknowledge)
            .to("direct:send").id("after-acknowledging-at-monitor");
    }

    private List<Outgoing> closeOrAbsorb(Incident incident) {
        List<Outgoing> closed = closing.closeIfNothingFires(incident);
        return closed.isEmpty() ? related.absorb(incident) : closed;
    }

    private List<Outgoing> noticesThoughHeld(Exchange exchange) {
        return exchange.getVariable("absorbed", List.class).isEmpty() ? escalation.noticesThoughHeld(
                exchange.getVariable("later", Later.class), exchange.getVariable("incident", Incident.class)) : List.of();
    }

    /** Taking it over may have changed the incident; otherwise it is as it was read. */
    private Optional<Reached> reach(Exchange exchange) {
        Later later = exchange.getVariable("later", Later.class);
        return exchange.getVariable("absorbed", List.class).isEmpty()
                ? escalation.reach(later, exchange.getVariable("incident", Incident.class)) : escalation.reach(later);
    }

    /** Whether a recipient has said that a line was asked for; some other recipients say nothing. */
    private static Exchange anyAsked(Exchange before, Exchange recipient) {
        if (before != null && isAsked(before)) {
            recipient.getMessage().setBody(true);
        }
        return recipient;
    }

    private static boolean isAsked(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getMessage().getBody());
    }

    private List<Outgoing> next(Exchange exchange) {
        return escalation.next(exchange.getVariable("reached", Reached.class), isAsked(exchange));
    }

    private List<Outgoing> acknowledge(AcknowledgedAtMonitor taken) {
        return escalation.acknowledge(taken.incident(), taken.by(), taken.at());
    }
}
