package dev.nightcall.telephone.connect;

import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.QueuePolling;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import java.time.Duration;
import java.util.Map;

/**
 * The endpoint {@code contact-records:STREAM?application=LEASES}: reads a Kinesis stream by KCL, each record at least once.
 *
 * <p>camel-aws2-kinesis goes on to the next record when a route fails, and starts at the end of the stream, so it would
 * lose contact records.
 */
public final class ContactRecordComponent extends DefaultComponent {

    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamoDb;
    private final Meters meters;
    private final QueuePolling polling;
    private final Times times;

    /**
     * How the stream is read.
     *
     * @param poll     between two reads of a shard
     * @param failover after what time without a sign of life a shard is taken over from another Nightcall
     */
    public record Times(Duration poll, Duration failover) {
    }

    public ContactRecordComponent(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, Meters meters,
                                  QueuePolling polling, Times times) {
        this.kinesis = kinesis;
        this.dynamoDb = dynamoDb;
        this.meters = meters;
        this.polling = polling;
        this.times = times;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String stream, Map<String, Object> parameters) {
        String application = getAndRemoveParameter(parameters, "application", String.class);
        return new StreamEndpoint(uri, this, stream, application);
    }

    private static final class StreamEndpoint extends DefaultEndpoint {

        private final ContactRecordComponent component;
        private final String stream;
        private final String application;

        StreamEndpoint(String uri, ContactRecordComponent component, String stream, String application) {
            super(uri, component);
            this.component = component;
            this.stream = stream;
            this.application = application;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new ContactRecordConsumer(this, processor, stream, application, component.kinesis, component.dynamoDb,
                    component.meters, component.polling, component.times);
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("contact-records: is a source, nothing is sent to it");
        }
    }
}
