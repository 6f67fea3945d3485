package dev.nightcall.queue;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The messages to ourselves: sent after a decision, kept until they are due, then given to the route of their task. */
public final class QueueRoutes extends RouteBuilder {

    private final Queues queues;
    private final Delay delay;
    private final Messages messages;

    public QueueRoutes(Queues queues, Delay delay, Messages messages) {
        this.queues = queues;
        this.delay = delay;
        this.messages = messages;
    }

    @Override
    public void configure() {
        from("direct:send").routeId("send").errorHandler(noErrorHandler())
            .split(body()).stopOnException()
                .setVariable("endpoint").body(Outgoing.class, Outgoing::endpoint)
                .setBody().body(Outgoing.class, Outgoing::body)
                .toD("${variable.endpoint}").id("send-each");

        from("direct:later").routeId("later").errorHandler(noErrorHandler())
            .process(this::toLaterQueue)
            .to("aws2-sqs:{{nightcall.queue.later}}?{{nightcall.sqs.send}}&queueUrl={{nightcall.queue.later.url}}").id("send-later");

        from(queues.consumer("later")).routeId("due").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("later", queues.url("later"), Later.class, messages))
            .choice()
                .when().body(Later.class, delay::isDue)
                    .setVariable("task").body(Later.class, later -> later.task().endpoint())
                    .toD("${variable.task}").id("due-task")
                .otherwise()
                    .to("direct:later").id("hop");
    }

    private void toLaterQueue(Exchange exchange) {
        Later later = exchange.getMessage().getBody(Later.class);
        exchange.getMessage().removeHeaders("*", Received.RECEIPT);
        exchange.getMessage().setHeader("CamelAwsSqsDelaySeconds", delay.seconds(later));
        exchange.getMessage().setBody(messages.write(later));
    }
}
