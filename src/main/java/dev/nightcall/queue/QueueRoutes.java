package dev.nightcall.queue;

import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.List;

/** The messages to ourselves: sent after a decision, kept until they are due, then given to the route of their task. */
public final class QueueRoutes extends RouteBuilder {

    private final Queues queues;
    private final Delay delay;
    private final Messages messages;
    private final Meters meters;
    private final OutageLog outages;

    public QueueRoutes(Queues queues, Delay delay, Messages messages, Meters meters, OutageLog outages) {
        this.queues = queues;
        this.delay = delay;
        this.messages = messages;
        this.meters = meters;
        this.outages = outages;
    }

    @Override
    public void configure() {
        from("direct:send").routeId("send").errorHandler(noErrorHandler())
            .setBody(e -> Outgoing.gathered(e.getMessage().getBody(List.class)))
            .split(body()).stopOnException()
                .setVariable("endpoint").body(Outgoing.class, Outgoing::endpoint)
                .setBody().body(Outgoing.class, Outgoing::body)
                .toD("${variable.endpoint}").id("send-each");

        // One or a list of them.
        from("direct:later").routeId("later").errorHandler(noErrorHandler())
            .removeHeaders("*", Received.RECEIPT)
            .setBody(e -> Batches.of(queues.url("later"), posts(e)))
            .split(body()).stopOnException()
                .to(queues.batches("later")).id("send-later")
                .process(e -> Batches.requireAll(e.getMessage().getBody(SendMessageBatchResponse.class)))
            .end();

        from(queues.consumer("later")).routeId("due").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("later", queues.url("later"), Later.class, messages))
            .choice()
                .when().body(Later.class, delay::isDue)
                    .setVariable("task").body(Later.class, later -> later.task().endpoint())
                    .toD("${variable.task}").id("due-task")
                .otherwise()
                    .to("direct:later").id("hop");

        from("timer:tell-ends-of-outages?period={{nightcall.health.interval}}").routeId("tell-ends-of-outages")
            .process(e -> outages.tellEnds());

        from("direct:dead-letter").routeId("dead-letter").errorHandler(noErrorHandler())
            .setVariable("origin").body(DeadLetter.class, DeadLetter::origin)
            .removeHeaders("*", Received.RECEIPT)
            .setBody().body(Object.class, messages::write)
            .log(LoggingLevel.ERROR, "dev.nightcall.queue", "dead letter: ${body}")
            .to(queues.producer("dead-letters")).id("send-dead-letter")
            .process(e -> meters.deadLetter(e.getVariable("origin", String.class))).id("count-dead-letter");

        // A dead letter goes back to where it came from, and is handled as if it had just arrived.
        from("direct:replay").routeId("replay").errorHandler(noErrorHandler())
            .setVariable("origin").body(DeadLetter.class, DeadLetter::origin)
            .setVariable("record-id").body(DeadLetter.class, DeadLetter::id)
            .setBody().body(DeadLetter.class, DeadLetter::body)
            .removeHeaders("*")
            .choice()
                .when(variable("origin").isEqualTo("alerts")).to(queues.producer("alerts")).id("replay-alert")
                .when(variable("origin").isEqualTo("later")).to(queues.producer("later")).id("replay-later")
                .when(variable("origin").isEqualTo("calls")).to(queues.producer("calls")).id("replay-call")
                .when(variable("origin").isEqualTo("notices")).to(queues.producer("notices")).id("replay-notice")
                .when(variable("origin").isEqualTo("contact-records"))
                    .convertBodyTo(byte[].class).to("direct:contact-record").id("replay-record");
    }

    private List<Batches.Post> posts(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        List<?> all = body instanceof List<?> list ? list : List.of(body);
        return all.stream().map(Later.class::cast)
                .map(later -> new Batches.Post(messages.write(later), delay.seconds(later))).toList();
    }
}
