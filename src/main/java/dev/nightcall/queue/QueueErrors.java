package dev.nightcall.queue;

import dev.nightcall.aws.Outage;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeExchangeException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.time.Instant;

/**
 * What happens when a message from a queue cannot be handled: it stays there and comes again after a growing pause,
 * unless the error is final; then it goes to the dead letters. To wait is ordinary, and no failure of an exchange. How old
 * messages are is measured here, too.
 */
public final class QueueErrors extends RouteConfigurationBuilder {

    /** Routes that read a queue name this configuration, and keep the message as it came in {@link #RECEIVED}. */
    public static final String ID = "queue-errors";
    /** Exchange property: {@link Received}. */
    public static final String RECEIVED = "received";

    private static final Logger LOG = LoggerFactory.getLogger(QueueErrors.class);
    private final SqsClient sqs;
    private final Postponement postponement;
    private final Meters meters;
    private final OutageLog outages;

    public QueueErrors(SqsClient sqs, Postponement postponement, Meters meters, OutageLog outages) {
        this.sqs = sqs;
        this.postponement = postponement;
        this.meters = meters;
        this.outages = outages;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition queueRoutes = routeConfiguration(ID);
        queueRoutes.interceptFrom("aws2-sqs:*").id("from-a-queue").process(this::arrived).id("arrived");

        // What is handled(true) is no failure. It is deleted from its queue unless it is postponed: it is in the dead letters
        // by then, or this fails as well.
        queueRoutes
            .onException(Exception.class).onWhen(this::isFinal).handled(true)
                .setBody(this::deadLetter).id("as-dead-letter")
                .to("direct:dead-letter").id("give-up")
            .end()
            .onException(Exception.class).onWhen(QueueErrors::waits).handled(true)
                .process(this::postpone).id("wait")
            .end()
            .onException(Exception.class).handled(false).logExhausted(false)
                .process(this::postpone).id("postpone");
    }

    private void arrived(Exchange exchange) {
        delete(exchange, true);
        Long sent = exchange.getMessage().getHeader("SentTimestamp", Long.class);
        if (sent != null && exchange.getFromEndpoint() instanceof Sqs2Endpoint queue) {
            meters.received(queue.getConfiguration().getQueueName(), Instant.ofEpochMilli(sent));
        }
    }

    /** What a consumer looks at when the exchange is done, besides whether it has failed. */
    private static void delete(Exchange exchange, boolean delete) {
        exchange.setProperty(Sqs2Constants.SQS_DELETE_FILTERED, delete);
    }

    /** Whether a message is to be deleted from its queue. */
    static boolean isDone(Exchange exchange) {
        return !exchange.isFailed() && exchange.getProperty(Sqs2Constants.SQS_DELETE_FILTERED, true, Boolean.class);
    }

    /** For its turn, or for the end of an outage. */
    private static boolean waits(Exchange exchange) {
        return error(exchange) instanceof TryAgain || Outage.isCauseOf(error(exchange));
    }

    /** Nothing is given up while Nightcall stops: what fails then may fail because of that. */
    private boolean isFinal(Exchange exchange) {
        return !exchange.getContext().isStopping() && postponement.isFinal(error(exchange), received(exchange).times());
    }

    private DeadLetter deadLetter(Exchange exchange) {
        Received received = received(exchange);
        return postponement.deadLetter(received.id(), received.origin(), error(exchange), received.body());
    }

    private void postpone(Exchange exchange) {
        Received received = received(exchange);
        Throwable error = error(exchange);
        var pause = postponement.pause(error, received.times());
        boolean outage = Outage.isCauseOf(error) && !Outage.isOrdinary(error);
        if (outage) {
            outages.met("handling " + received.origin(), error);
        }
        LOG.atLevel(waits(exchange) ? Level.DEBUG : Level.WARN).log("{} {} comes again in {} s (received {} times): {}",
                received.origin(), received.id(), pause.toSeconds(), received.times(), error.toString());
        LOG.debug("because of", error);
        meters.postponed(received.origin(), outage ? "outage" : waits(exchange) ? "turn" : "error");
        delete(exchange, false);
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(received.queueUrl())
                    .receiptHandle(received.receipt()).visibilityTimeout((int) pause.toSeconds()));
        } catch (SqsException | software.amazon.awssdk.core.exception.SdkClientException e) {
            if (!(e instanceof SqsException sqsError && Outage.isLateReceipt(sqsError))) {
                outages.met("postponing " + received.origin(), e);
            }
            LOG.debug("{} {} comes again only when its visibility ends", received.origin(), received.id(), e);
        }
    }

    /** The error itself, without what a split or a template wraps around it. */
    public static Throwable error(Exchange exchange) {
        // While a doCatch is being chosen, the error is not yet among the properties.
        Throwable error = exchange.getException() != null ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while ((error instanceof CamelExchangeException || error instanceof RuntimeExchangeException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        return error;
    }

    private static Received received(Exchange exchange) {
        return exchange.getProperty(RECEIVED, Received.class);
    }
}
