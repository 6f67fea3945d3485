package dev.nightcall.queue;

import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** What can never be handled is kept as a dead letter, and goes back to where it came from when somebody says so. */
public final class QueueRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final Meters meters;
    private final OutageLog outages;

    public QueueRoutes(Queues queues, Messages messages, Meters meters, OutageLog outages) {
        this.queues = queues;
        this.messages = messages;
        this.meters = meters;
        this.outages = outages;
    }

    @Override
    public void configure() {
        from("timer:tell-ends-of-outages?period={{nightcall.health.interval}}").routeId("tell-ends-of-outages")
            .process(e -> outages.tellEnds()).id("tell-ends");

        from("direct:dead-letter").routeId("dead-letter").errorHandler(noErrorHandler())
            .setVariable("origin").body(DeadLetter.class, DeadLetter::origin).id("where-it-was")
            .removeHeaders("*", Received.RECEIPT).id("dead-letter-without-headers")
            .setBody().body(Object.class, messages::write).id("write-dead-letter")
            .log(LoggingLevel.ERROR, "dev.nightcall.queue", "dead letter: ${body}").id("log-dead-letter")
            .to(queues.producer("dead-letters")).id("send-dead-letter")
            .process(e -> meters.deadLetter(e.getVariable("origin", String.class))).id("count-dead-letter");

        // A dead letter goes back to where it came from, and is handled as if it had just arrived.
        from("direct:replay").routeId("replay").errorHandler(noErrorHandler())
            .setVariable("origin").body(DeadLetter.class, DeadLetter::origin).id("where-it-goes-back-to")
            .setVariable("record-id").body(DeadLetter.class, DeadLetter::id).id("which-letter")
            .setBody().body(DeadLetter.class, DeadLetter::body).id("what-it-said")
            .removeHeaders("*").id("replay-without-headers")
            .choice().id("by-its-origin")
                .when(variable("origin").isEqualTo("alerts")).to(queues.producer("alerts")).id("replay-alert")
                .when(variable("origin").isEqualTo("recoveries")).to(queues.producer("recoveries")).id("replay-recovery")
                .when(variable("origin").isEqualTo("later")).to(queues.producer("later")).id("replay-later")
                .when(variable("origin").isEqualTo("calls")).to(queues.producer("calls")).id("replay-call")
                .when(variable("origin").isEqualTo("notices")).to(queues.producer("notices")).id("replay-notice")
                .when(variable("origin").isEqualTo("contact-records"))
                    .convertBodyTo(byte[].class).id("record-as-bytes").to("direct:contact-record").id("replay-record");
    }
}
