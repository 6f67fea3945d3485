package dev.nightcall.escalation;

import dev.nightcall.incident.AcknowledgedAtMonitor;
import dev.nightcall.incident.Related;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;
import java.util.Optional;

/** An escalation reaches a position: its recipients are told, and the next position is scheduled. */
public final class EscalationRoutes extends RouteBuilder {

    private final Escalation escalation;
    private final Related related;

    public EscalationRoutes(Escalation escalation, Related related) {
        this.escalation = escalation;
        this.related = related;
    }

    @Override
    public void configure() {
        from("direct:escalate").routeId("escalate").errorHandler(noErrorHandler())
            .setVariable("later").body()
            .setBody().body(Later.class, related::absorb)
            .to("direct:send").id("after-absorbing")
            .setBody().variable("later")
            .setBody().body(Later.class, escalation::reach)
            .filter().body(Optional.class, Optional::isPresent)
                .setBody().body(Optional.class, Optional::get)
                .setVariable("reached").body()
                .split().body(Reached.class, Reached::recipients).stopOnException()
                    .to("direct:tell").id("tell-each")
                .end()
                .setBody().variable("reached")
                .setBody().body(Reached.class, escalation::next)
                .to("direct:send").id("next-position")
                .setBody().variable("reached")
                .setBody().body(Reached.class, escalation::acted)
                .to("direct:send").id("after-acting");

        from("direct:tell").routeId("tell").errorHandler(noErrorHandler())
            .setVariable("recipient").body()
            .setBody().variable("reached")
            .choice()
                .when(simple("${variable.recipient} startsWith 'call:'"))
                    .to("direct:ask-line").id("call-recipient")
                .otherwise()
                    .to("direct:tell-channel").id("channel-recipient");

        // One recipient at a time, so "false": a comma in an endpoint's URI separates nothing.
        from("direct:ask-line").routeId("ask-line").errorHandler(noErrorHandler())
            .recipientList(variable("recipient"), "false").id("recipient-list-calls");

        // A failing channel never stops a call: it is tried again a few times, then the timeline says so. A handled exception
        // would stop the routes that called this one, too, so it is caught instead.
        from("direct:tell-channel").routeId("tell-channel").errorHandler(noErrorHandler())
            .setBody().body(Reached.class, escalation::notice)
            .doTry()
                .to("direct:tell-recipient").id("try-channel")
                .process(this::told).id("told")
            .doCatch(Exception.class)
                .process(this::notTold).id("not-told")
            .end();

        from("direct:tell-recipient").routeId("tell-recipient")
            .onException(Exception.class).handled(false).logExhausted(false)
                .maximumRedeliveries("{{nightcall.channel.tries}}").redeliveryDelay("{{nightcall.channel.pause}}")
            .end()
            .recipientList(variable("recipient"), "false").id("recipient-list-channels");

        from("direct:end-lease").routeId("end-lease").errorHandler(noErrorHandler())
            .setBody().body(Later.class, escalation::endLease)
            .to("direct:send").id("start-over");

        from("direct:acknowledge-at-monitor").routeId("acknowledge-at-monitor").errorHandler(noErrorHandler())
            .setBody().body(AcknowledgedAtMonitor.class, this::acknowledge)
            .to("direct:send").id("after-acknowledging-at-monitor");
    }

    private List<Outgoing> acknowledge(AcknowledgedAtMonitor taken) {
        return escalation.acknowledge(taken.incident(), taken.by(), taken.at());
    }

    private void told(Exchange exchange) {
        escalation.told(exchange.getVariable("reached", Reached.class), exchange.getVariable("recipient", String.class));
    }

    private void notTold(Exchange exchange) {
        escalation.notTold(exchange.getVariable("reached", Reached.class),
                exchange.getVariable("recipient", String.class),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }
}
