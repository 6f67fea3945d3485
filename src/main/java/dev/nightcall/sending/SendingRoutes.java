package dev.nightcall.sending;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Batches;
import dev.nightcall.queue.Delay;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import org.apache.camel.builder.RouteBuilder;

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
            .setBody().body(List.class, this::posts).id("write-later")
            .to(Queues.batches("later")).id("send-later");

        from(queues.consumer("later")).routeId("due").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("later", queues.url("later"), Later.class, messages)).id("read-later")
            .choice().id("is-it-due")
                .when().body(Later.class, later -> delay.isDue(later.due()))
                    .toD("${body.task.endpoint}").id("due-task")
                .otherwise()
                    .setBody().body(Later.class, later -> List.of(later)).id("not-yet")
                    .to("direct:later").id("hop");
    }

    private static List<Alert> alerts(List<?> raised) {
        return raised.stream().map(one -> ((Raised) one).alert()).toList();
    }

    private List<Batches.Post> posts(List<?> laters) {
        return laters.stream().map(Later.class::cast)
                .map(later -> new Batches.Post(messages.write(later), delay.seconds(later.due()))).toList();
    }
}
