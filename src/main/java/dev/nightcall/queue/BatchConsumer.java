package dev.nightcall.queue;

import dev.nightcall.metrics.Meters;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Several threads that receive, give everything to the route, then what is left to another one by one, and delete last. */
public final class BatchConsumer extends DefaultConsumer {

    /** Exchange property: the ids of the messages that the route has handled, a collection of texts. */
    public static final String HANDLED = "handled";

    private static final Logger LOG = LoggerFactory.getLogger(BatchConsumer.class);
    /** Longer than a batch may take. */
    private static final int STOP_SECONDS = 25;

    private final MessageBatches source;
    private final String queue;
    private final String alone;
    private final int consumers;
    private final Meters meters;
    private final QueuePolling polling;
    private ProducerTemplate template;
    private ExecutorService threads;

    BatchConsumer(Endpoint endpoint, Processor processor, MessageBatches source, String queue, String alone, int consumers,
                  Meters meters, QueuePolling polling) {
        super(endpoint, processor);
        this.source = source;
        this.queue = queue;
        this.alone = alone;
        this.consumers = consumers;
        this.meters = meters;
        this.polling = polling;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        template = getEndpoint().getCamelContext().createProducerTemplate();
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, queue, consumers);
        for (int n = 0; n < consumers; n++) {
            threads.execute(this::run);
        }
    }

    private void run() {
        int failures = 0;
        while (isRunAllowed() && !getEndpoint().getCamelContext().isStopping()) {
            try {
                if (polling.begin()) {
                    handle(source.receive());
                    failures = 0;
                } else if (!Pause.uninterrupted(1)) {
                    return;
                }
            } catch (RuntimeException | Error e) {
                // Whatever it was, a thread that ends is not begun again, and without one nobody reads the queue.
                failures++;
                polling.failed(queue, e);
                if (!Pause.uninterrupted(failures)) {
                    return;
                }
            }
        }
    }

    private void handle(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        long receivedAt = System.nanoTime();
        messages.forEach(this::measureAge);
        Collection<?> handled = together(messages);
        List<Message> done = new ArrayList<>(messages.stream().filter(message -> handled.contains(message.messageId())).toList());
        if (done.size() < messages.size()) {
            source.delete(done);
            done.clear();
        }
        try {
            for (Message message : messages) {
                if (!handled.contains(message.messageId()) && isRunAllowed() && isHandledAlone(message, receivedAt)) {
                    done.add(message);
                }
            }
        } finally {
            // Of those before one that could not be kept as well.
            source.delete(done);
        }
    }

    /** A failure of all together is told in full when it is met again by one of them alone. */
    private Collection<?> together(List<Message> messages) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(messages.stream().map(source::received).toList());
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        try {
            if (exchange.getException() != null) {
                LOG.info("{}: {} messages are handled one by one: {}", queue, messages.size(),
                        exchange.getException().toString());
                return Set.of();
            }
            return exchange.getProperty(HANDLED, Set.of(), Collection.class);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** @return whether it may be deleted: a message that failed stays, and {@link QueueErrors} has said when it comes again */
    private boolean isHandledAlone(Message message, long receivedAt) {
        if (System.nanoTime() - receivedAt > source.visibility().dividedBy(3).toNanos() && !source.keep(message)) {
            return false;
        }
        return QueueErrors.isDone(template.send(alone, exchange -> {
            exchange.getMessage().setBody(message.body());
            exchange.getMessage().setHeader(Sqs2Constants.MESSAGE_ID, message.messageId());
            exchange.getMessage().setHeader(Received.RECEIPT, message.receiptHandle());
            exchange.getMessage().setHeader("ApproximateReceiveCount", MessageBatches.times(message));
        }));
    }

    private void measureAge(Message message) {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        if (sent != null) {
            meters.received(source.name(), Instant.ofEpochMilli(Long.parseLong(sent)));
        }
    }

    /** What is being handled is finished; a receive that waits has been given up by {@link dev.nightcall.aws.LongPolls}. */
    @Override
    protected void doStop() throws Exception {
        super.doStop();
        getEndpoint().getCamelContext().getExecutorServiceManager()
                .shutdownGraceful(threads, TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        template.stop();
    }
}
