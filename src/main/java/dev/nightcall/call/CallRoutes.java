package dev.nightcall.call;

import dev.nightcall.queue.Batches;
import dev.nightcall.queue.Delay;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import dev.nightcall.queue.Received;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Withdrawal;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;

import java.util.List;

/** An engineer's line is claimed, the throttle passed, Amazon Connect asked to dial, and the call watched. */
public final class CallRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final Delay delay;
    private final CallRequests requests;
    private final Claiming claiming;
    private final Dialling dialling;
    private final CallWatch watch;
    private final Limits limits;

    /**
     * What Amazon Connect allows. The fleet shares it by {@link Quota} and {@link RequestQuota}; the throttle EIP holds each
     * process to it, whatever the table says. A look that has to end the ringing must not wait here: as many pass as the
     * fleet's bucket gives.
     */
    public record Limits(RequestRate dials, RequestRate looks) {
    }

    public CallRoutes(Queues queues, Messages messages, Delay delay, CallRequests requests, Claiming claiming,
                      Dialling dialling, CallWatch watch, Limits limits) {
        this.queues = queues;
        this.messages = messages;
        this.delay = delay;
        this.requests = requests;
        this.claiming = claiming;
        this.dialling = dialling;
        this.watch = watch;
        this.limits = limits;
    }

    @Override
    public void configure() {
        from("direct:dial-later").routeId("dial-later").errorHandler(noErrorHandler())
            .setBody().body(Dial.class, this::post).id("write-dial")
            .to(Queues.batches("calls")).id("send-dial");

        from(queues.consumer("calls")).routeId("claim-line").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("calls", queues.url("calls"), Dial.class, messages)).id("read-dial")
            .setBody(this::claim).id("claim")
            .filter(body().isNotNull()).id("if-claimed")
                .filter().body(Claim.class, Claim::isOfAnother).id("if-it-is-not-its-own-line")
                    .setVariable("own-line").body(Claim.class, Claim::first).id("own-line")
                    .toV("direct:send", "own-line", "sent").id("own-line-again")
                .end()
                .to("direct:dial").id("to-dial");

        // That it is sent is noted after it is, so that whoever asks for the line meanwhile sends it, too.
        from("direct:dial-sent").routeId("dial-sent").errorHandler(noErrorHandler())
            .process(e -> requests.dialSent(e.getMessage().getBody(DialSent.class))).id("note-dial-sent");

        // Throttle and dialling in one route without error handler: a retry comes from the queue and passes both again.
        from("direct:dial").routeId("dial").errorHandler(noErrorHandler())
            .throttle(limits.dials().burst()).timePeriodMillis(limits.dials().period().toMillis()).id("throttle")
            .setBody().body(Claim.class, dialling::dial).id("ask-connect-to-dial")
            .to("direct:send").id("after-dialling");

        from("direct:watch-call").routeId("watch-call").errorHandler(noErrorHandler())
            .setBody().body(Later.class, watch::begin).id("what-is-known")
            .choice().id("look-or-not")
                .when().body(Glance.class, Glance::isDone)
                    .setBody().body(Glance.class, Glance::outgoing).id("follow-what-is-known")
                    .to("direct:send").id("instead-of-looking")
                .otherwise()
                    .to("direct:look").id("to-look")
                    .to("direct:send").id("after-looking");

        // DescribeContact has limits of its own. A look that comes too soon comes again.
        from("direct:look").routeId("look").errorHandler(noErrorHandler())
            .setVariable("look").body().id("this-look")
            .doTry().id("look-if-there-is-room")
                .to("direct:look-now").id("to-look-now")
            .doCatch(ThrottlerRejectedExecutionException.class)
                .setBody(e -> watch.again(e.getVariable("look", Glance.class))).id("look-again")
            .end();

        from("direct:look-now").routeId("look-now").errorHandler(noErrorHandler())
            .throttle(limits.looks().mostInAPeriod()).timePeriodMillis(limits.looks().period().toMillis())
                .rejectExecution(true).id("throttle-looks")
            .setBody().body(Glance.class, watch::look).id("look-at-contact");

        from("direct:withdraw-calls").routeId("withdraw-calls").errorHandler(noErrorHandler())
            .setBody().body(Withdrawal.class, requests::withdraw).id("who-is-still-called")
            .to("direct:send").id("look-at-calls");
    }

    private List<Batches.Post> post(Dial dial) {
        return List.of(new Batches.Post(messages.write(dial), dial.due() == null ? 0 : delay.seconds(dial.due())));
    }

    /** Null when there is nothing to dial. */
    private Claim claim(Exchange exchange) {
        Received received = exchange.getProperty(QueueErrors.RECEIVED, Received.class);
        return claiming.claim(exchange.getMessage().getBody(Dial.class).engineer(), received.id()).orElse(null);
    }
}
