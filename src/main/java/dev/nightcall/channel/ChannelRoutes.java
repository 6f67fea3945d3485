package dev.nightcall.channel;

import dev.nightcall.incident.Notices;
import dev.nightcall.queue.Batches;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import dev.nightcall.sending.Telling;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.SynchronizationAdapter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Telling a channel is a message of its own, in a queue of its own: a channel that fails, is slow or hangs holds up no
 * escalation.
 */
public final class ChannelRoutes extends RouteBuilder {

    private static final String DIRECT = "direct:";
    /** After every other route: at the start a channel's route is there before it is told of something. */
    private static final int LAST = 100_000;

    private final Queues queues;
    private final Messages messages;
    private final Announcements announcements;
    private final Limits limits;
    private Tries tries;
    private ProducerTemplate template;

    /**
     * How patient Nightcall is with a channel.
     *
     * @param tries  after the first one
     * @param pause  between them
     * @param time   that each may take
     * @param atOnce how many notices a recipient is told at the same time
     */
    public record Limits(int tries, Duration pause, Duration time, int atOnce) {

        /** How long all of them may take, and a little more. */
        public Duration all() {
            return time.plus(pause).multipliedBy(tries + 1L).plusSeconds(5);
        }
    }

    public ChannelRoutes(Queues queues, Messages messages, Announcements announcements, Limits limits) {
        this.queues = queues;
        this.messages = messages;
        this.announcements = announcements;
        this.limits = limits;
    }

    @Override
    public void configure() {
        tries = new Tries(getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "channel"), limits.time(),
                limits.atOnce());
        template = getCamelContext().createProducerTemplate();

        from("direct:notice").routeId("notice").errorHandler(noErrorHandler())
            .setBody().body(List.class, this::posts).id("write-notices")
            .to(Queues.batches("notices")).id("send-notice");

        from(queues.consumer("notices")).routeId("tell").routeConfigurationId(QueueErrors.ID).startupOrder(LAST)
            .process(new FromQueue("notices", queues.url("notices"), Telling.class, messages)).id("read-notice")
            .setVariable("telling").body().id("keep-telling")
            .process(this::enter).id("enter-channel")
            .setBody().body(Telling.class, announcements::notice).id("compose-notice")
            .filter().body(Optional.class, Optional::isPresent).id("to-be-told")
                .setBody().body(Optional.class, Optional::get).id("what-to-tell")
                .doTry().id("unless-the-channel-fails")
                    .to("direct:tell-channel").id("try-channel")
                .doCatch(Exception.class)
                    .process(this::failed).id("channel-failed")
                .end()
                .process(this::note).id("note-telling");

        from("direct:tell-channel").routeId("tell-channel")
            .onException(Exception.class).handled(false).logExhausted(false).logRetryAttempted(false)
                .maximumRedeliveries(limits.tries()).redeliveryDelay(limits.pause().toMillis())
            .end()
            .process(this::tell).id("tell-recipient");
    }

    private List<Batches.Post> posts(List<?> tellings) {
        return tellings.stream().map(telling -> new Batches.Post(messages.write(telling), 0)).toList();
    }

    private void enter(Exchange exchange) {
        String recipient = telling(exchange).recipient();
        tries.enter(recipient);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                tries.leave(recipient);
            }
        });
    }

    /** Nothing but the notice reaches the channel: no header, no variable. */
    private void tell(Exchange exchange) throws Exception {
        String recipient = telling(exchange).recipient();
        Object notice = exchange.getMessage().getBody();
        tries.run(recipient, () -> {
            Exchange told = template.send(uri(recipient), sent -> sent.getMessage().setBody(notice));
            if (told.getException() != null) {
                throw told.getException();
            }
            return null;
        });
    }

    /** Of a route that does not exist it is said at once, not after half a minute. */
    static String uri(String recipient) {
        return recipient.startsWith(DIRECT) && !recipient.contains("?") ? recipient + "?block=false" : recipient;
    }

    private void failed(Exchange exchange) throws Exception {
        Throwable error = QueueErrors.error(exchange);
        if (exchange.getContext().isStopping()) {
            // It may have failed because of that, so the message has to come again.
            throw new IllegalStateException("stopped while telling", error);
        }
        exchange.setVariable("failure", reason(error));
    }

    private void note(Exchange exchange) {
        String failure = exchange.getVariable("failure", String.class);
        if (failure == null) {
            announcements.told(telling(exchange));
        } else {
            announcements.notTold(telling(exchange), failure);
        }
    }

    private static String reason(Throwable error) {
        if (error instanceof HttpOperationFailedException http) {
            return "HTTP " + http.getStatusCode();
        }
        return error.getMessage() == null ? error.getClass().getSimpleName()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
    }

    private static Telling telling(Exchange exchange) {
        return exchange.getVariable("telling", Telling.class);
    }
}
