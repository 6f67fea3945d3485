package dev.nightcall.escalation;

import dev.nightcall.incident.AcknowledgedAtMonitor;
import dev.nightcall.incident.Related;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
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
                .split().body(Reached.class, Reached::calls).stopOnException()
                    .to("direct:ask-line").id("ask-each")
                .end()
                .setBody().variable("reached")
                .setBody().body(Reached.class, escalation::next)
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

    private List<Outgoing> acknowledge(AcknowledgedAtMonitor taken) {
        return escalation.acknowledge(taken.incident(), taken.by(), taken.at());
    }
}
