package dev.nightcall.sending;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Batches;
import dev.nightcall.queue.Delay;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import dev.nightcall.queue.Received;
import org.apache.camel.builder.RouteBuilder;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.util.List;

/** What is sent after a decision, and the messages to ourselves that are kept until they are due. */
public final class SendingRoutes extends RouteBuilder {

    private final Queues queues;
    private final Delay delay;
    private final Messages messages;

    public SendingRoutes(Queues queues, Delay delay, Messages messages) {
        this.queues = queues;
        this.delay = delay;
        this.messages = messages;
    }

    @Override
    public void configure() {
        from("direct:send").routeId("send").errorHandler(noErrorHandler())
            .split().body(List.class, Parcels::of).stopOnException().id("each-parcel")
                .recipientList().body(Object.class, Parcels::endpoint).stopOnException().id("send-parcel");

        from("direct:raise").routeId("raise").errorHandler(noErrorHandler())
            .setBody().body(List.class, SendingRoutes::alerts).id("what-is-said")
            .to("direct:alerts").id("say-it");

        from("direct:later").routeId("later").errorHandler(noErrorHandler())
            .removeHeaders("*", Received.RECEIPT)
            .setBody().body(List.class, this::batches).id("batches-of-later")
            .split(body()).stopOnException()
                .to(queues.batches("later")).id("send-later")
                .process(e -> Batches.requireAll(e.getMessage().getBody(SendMessageBatchResponse.class)))
            .end();

        from(queues.consumer("later")).routeId("due").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("later", queues.url("later"), Later.class, messages))
            .choice()
                .when().body(Later.class, later -> delay.isDue(later.due()))
                    .toD("${body.task.endpoint}").id("due-task")
                .otherwise()
                    .setBody().body(Later.class, later -> List.of(later))
                    .to("direct:later").id("hop");
    }

    private static List<Alert> alerts(List<?> raised) {
        return raised.stream().map(one -> ((Raised) one).alert()).toList();
    }

    private List<?> batches(List<?> laters) {
        return Batches.of(queues.url("later"), laters.stream().map(Later.class::cast)
                .map(later -> new Batches.Post(messages.write(later), delay.seconds(later.due()))).toList());
    }
}
