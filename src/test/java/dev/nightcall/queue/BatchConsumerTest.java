package dev.nightcall.queue;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

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
    private final List<String> alone = new CopyOnWriteArrayList<>();
    private final AtomicInteger receives = new AtomicInteger();

    @Test
    void anErrorWhileReadingDoesNotEndIt() throws Exception {
        try (DefaultCamelContext camel = reading(new Sqs(), List.of("1"))) {
            await().until(() -> !deleted.isEmpty());

            assertThat(deleted).containsExactly("receipt-1");
            assertThat(receives.get()).isGreaterThan(1);
            assertThat(camel.isStarted()).isTrue();
        }
    }

    /** As after a pause of the process; the others of the batch are still ours. SQS says it in one of these ways. */
    @ParameterizedTest
    @ValueSource(strings = {"ReceiptHandleIsInvalid", "InvalidParameterValue", "AWS.SimpleQueueService.MessageNotInflight"})
    void aMessageThatIsNoLongerOursIsLeftToOthersAndEndsNoBatch(String code) throws Exception {
        Sqs sqs = new Sqs();
        sqs.late = code;
        try (DefaultCamelContext camel = reading(sqs, List.of())) {
            await().until(() -> !deleted.isEmpty());

            assertThat(alone).containsExactly("2", "3");
            assertThat(deleted).containsExactly("receipt-2", "receipt-3");
            assertThat(camel.isStarted()).isTrue();
        }
    }

    /** A message that is handled alone is kept at once, as its visibility has no length. */
    private DefaultCamelContext reading(SqsClient sqs, List<String> handled) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addComponent("batches", new BatchComponent(sqs, sqs, new Queues(Map.of("alerts", "http://sqs/alerts")),
                new BatchComponent.Times(1, 0), new Meters(new SimpleMeterRegistry(), Clock.systemUTC()),
                new QueuePolling(new ClockWatch(Clock.systemUTC(), Duration.ofSeconds(20)), new OutageLog(Clock.systemUTC()))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("batches:alerts?alone=direct:alone").errorHandler(noErrorHandler())
                        .process(e -> e.setProperty(BatchConsumer.HANDLED, handled));
                from("direct:alone").process(e -> alone.add(e.getMessage().getHeader(Sqs2Constants.MESSAGE_ID, String.class)));
            }
        });
        camel.start();
        return camel;
    }

    /** The first receive ends in an error that is no exception, the second has messages, and then nothing comes. */
    private final class Sqs implements SqsClient {

        private final CountDownLatch never = new CountDownLatch(1);
        /** What is said of the first of three messages, when it is to be kept; without it there is only one. */
        private String late;

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            int times = receives.incrementAndGet();
            if (times == 1) {
                throw new OutOfMemoryError("for this request");
            }
            return ReceiveMessageResponse.builder().messages(times > 2 ? nothing() : late == null ? List.of(message(1))
                    : List.of(message(1), message(2), message(3))).build();
        }

        private static Message message(int n) {
            return Message.builder().messageId("" + n).receiptHandle("receipt-" + n).body("{}").build();
        }

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            if (request.receiptHandle().equals("receipt-1")) {
                throw SqsException.builder().awsErrorDetails(AwsErrorDetails.builder().errorCode(late).build()).build();
            }
            return ChangeMessageVisibilityResponse.builder().build();
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
