package dev.nightcall.queue;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A queue that is read several messages at a time, by a thread that has to live as long as Nightcall does. */
class BatchConsumerTest {

    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final AtomicInteger receives = new AtomicInteger();

    @Test
    void anErrorWhileReadingDoesNotEndIt() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            SqsClient sqs = new Sqs();
            camel.addComponent("batches", new BatchComponent(sqs, sqs, new Queues(Map.of("alerts", "http://sqs/alerts")),
                    new BatchComponent.Times(1, 30), new Meters(new SimpleMeterRegistry(), Clock.systemUTC()),
                    new QueuePolling(new ClockWatch(Clock.systemUTC(), Duration.ofSeconds(20)),
                            new OutageLog(Clock.systemUTC()))));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("batches:alerts?alone=direct:alone").errorHandler(noErrorHandler())
                            .process(e -> e.setProperty(BatchConsumer.HANDLED, List.of("1")));
                }
            });
            camel.start();

            await().until(() -> !deleted.isEmpty());

            assertThat(deleted).containsExactly("receipt-1");
            assertThat(receives.get()).isGreaterThan(1);
        }
    }

    /** The first receive ends in an error that is no exception, the second has a message, and then nothing comes. */
    private final class Sqs implements SqsClient {

        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            int times = receives.incrementAndGet();
            if (times == 1) {
                throw new OutOfMemoryError("for this request");
            }
            return ReceiveMessageResponse.builder().messages(times == 2 ? List.of(Message.builder().messageId("1")
                    .receiptHandle("receipt-1").body("{}").build()) : nothing()).build();
        }

        private List<Message> nothing() {
            try {
                assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
            deleted.addAll(request.entries().stream().map(DeleteMessageBatchRequestEntry::receiptHandle).toList());
            return DeleteMessageBatchResponse.builder().failed(List.of()).build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
