package dev.nightcall.queue;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RuntimeExchangeException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What happens when a message from a queue cannot be handled: it stays there and comes again after a growing pause,
 * unless the error is final; then it goes to the dead letters.
 */
public final class QueueErrors extends RouteConfigurationBuilder {

    /** Routes that read a queue name this configuration, and keep the message as it came in {@link #RECEIVED}. */
    public static final String ID = "queue-errors";
    /** Exchange property: {@link Received}. */
    public static final String RECEIVED = "received";

    private static final Logger LOG = LoggerFactory.getLogger(QueueErrors.class);
    private final SqsClient sqs;
    private final Postponement postponement;
    private final Messages messages;

    public QueueErrors(SqsClient sqs, Postponement postponement, Messages messages) {
        this.sqs = sqs;
        this.postponement = postponement;
        this.messages = messages;
    }

    @Override
    public void configuration() {
        // handled(true) deletes the message from its queue; it is in the dead letters by then, or this fails as well.
        routeConfiguration(ID)
            .onException(Exception.class).onWhen(this::isFinal).handled(true)
                .process(this::toDeadLetter)
                .log(LoggingLevel.ERROR, "dev.nightcall.queue", "dead letter: ${body}")
                .to("aws2-sqs:{{nightcall.queue.dead-letters}}?{{nightcall.sqs.send}}&queueUrl={{nightcall.queue.dead-letters.url}}").id("send-dead-letter")
            .end()
            .onException(Exception.class).handled(false)
                .process(this::postpone).id("postpone");
    }

    /** Nothing is given up while Nightcall stops: what fails then may fail because of that. */
    private boolean isFinal(Exchange exchange) {
        return !exchange.getContext().isStopping() && postponement.isFinal(error(exchange), received(exchange).times());
    }

    private void toDeadLetter(Exchange exchange) {
        Received received = received(exchange);
        exchange.getMessage().removeHeaders("*", Received.RECEIPT);
        exchange.getMessage().setBody(messages.write(
                postponement.deadLetter(received.id(), received.origin(), error(exchange), received.body())));
    }

    private void postpone(Exchange exchange) {
        Received received = received(exchange);
        var pause = postponement.pause(received.times());
        LOG.warn("{} {} comes again in {} s (received {} times): {}", received.origin(), received.id(),
                pause.toSeconds(), received.times(), error(exchange).toString());
        LOG.debug("because of", error(exchange));
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(received.queueUrl())
                    .receiptHandle(received.receipt()).visibilityTimeout((int) pause.toSeconds()));
        } catch (SqsException | software.amazon.awssdk.core.exception.SdkClientException e) {
            LOG.warn("{} {} comes again only when its visibility ends: {}", received.origin(), received.id(), e.toString());
        }
    }

    /** The error itself, without what a split or a template wraps around it. */
    private static Throwable error(Exchange exchange) {
        Throwable error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
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
