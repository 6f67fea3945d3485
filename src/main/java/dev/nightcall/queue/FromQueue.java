package dev.nightcall.queue;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;

/**
 * The first step of a route that reads a queue: keeps the message as it came for {@link QueueErrors}, strips every header
 * (a message's attributes are data, never something that steers Camel) and reads the body.
 */
public final class FromQueue implements Processor {

    private final String origin;
    private final String queueUrl;
    private final Class<?> type;
    private final Messages messages;

    public FromQueue(String origin, String queueUrl, Class<?> type, Messages messages) {
        this.origin = origin;
        this.queueUrl = queueUrl;
        this.type = type;
        this.messages = messages;
    }

    @Override
    public void process(Exchange exchange) {
        var message = exchange.getMessage();
        String body = message.getBody(String.class);
        exchange.setProperty(QueueErrors.RECEIVED, new Received(origin, queueUrl,
                message.getHeader(Sqs2Constants.MESSAGE_ID, String.class),
                message.getHeader(Received.RECEIPT, String.class),
                message.getHeader("ApproximateReceiveCount", 1, Integer.class), body));
        message.removeHeaders("*", Received.RECEIPT);
        message.setBody(messages.read(body, type));
    }
}
