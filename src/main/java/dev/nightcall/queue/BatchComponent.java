package dev.nightcall.queue;

import dev.nightcall.metrics.Meters;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.util.List;
import java.util.Map;

/**
 * The endpoint {@code batches:QUEUE?alone=ENDPOINT&consumers=4}: reads a queue up to ten messages at a time and gives them
 * to its route together, then those that the route leaves, one by one, to another. As a target, {@code batches:QUEUE}, it sends
 * a list of {@link Batches.Post} in as few requests as SQS allows, and fails when SQS has not taken all of them.
 *
 * <p>camel-aws2-sqs makes an exchange of each message, and deletes each with a request of its own; of a batch that it sends, it
 * does not look at what SQS left out.
 */
public final class BatchComponent extends DefaultComponent {

    private final SqsClient receiving;
    private final SqsClient sqs;
    private final Queues queues;
    private final Times times;
    private final Meters meters;
    private final QueuePolling polling;

    /**
     * In seconds.
     *
     * @param receive    how long a receive waits for messages
     * @param visibility how long a message that is handled is hidden from others
     */
    public record Times(int receive, int visibility) {
    }

    /** @param receiving the client for receives, which wait; {@code sqs} is for everything else */
    public BatchComponent(SqsClient receiving, SqsClient sqs, Queues queues, Times times, Meters meters,
                          QueuePolling polling) {
        this.receiving = receiving;
        this.sqs = sqs;
        this.queues = queues;
        this.times = times;
        this.meters = meters;
        this.polling = polling;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters) {
        String alone = getAndRemoveParameter(parameters, "alone", String.class);
        int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, 1);
        return new BatchEndpoint(uri, this, queue, alone, consumers);
    }

    private static final class BatchEndpoint extends DefaultEndpoint {

        private final BatchComponent component;
        private final String queue;
        private final String alone;
        private final int consumers;

        BatchEndpoint(String uri, BatchComponent component, String queue, String alone, int consumers) {
            super(uri, component);
            this.component = component;
            this.queue = queue;
            this.alone = alone;
            this.consumers = consumers;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            MessageBatches source = new MessageBatches(component.receiving, component.sqs, component.queues.url(queue), queue,
                    component.times);
            return new BatchConsumer(this, processor, source, queue, alone, consumers, component.meters,
                    component.polling);
        }

        @Override
        public Producer createProducer() {
            String url = component.queues.url(queue);
            return new DefaultProducer(this) {
                @Override
                @SuppressWarnings("unchecked")
                public void process(Exchange exchange) {
                    List<Batches.Post> posts = exchange.getMessage().getBody(List.class);
                    Batches.of(url, posts).forEach(batch -> Batches.requireAll(component.sqs.sendMessageBatch(batch)));
                }
            };
        }
    }
}
