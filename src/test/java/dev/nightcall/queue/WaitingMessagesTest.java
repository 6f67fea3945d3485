package dev.nightcall.queue;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.event.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A message that waits stays in its queue, and is no failure; what is handled is deleted. */
class WaitingMessagesTest {

    private final Clock clock = Clock.systemUTC();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> sqs = new CopyOnWriteArrayList<>();
    private final List<Object> failed = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"turn, turn, 0", "outage, outage, 0", "error, error, 1"})
    void whatCannotBeHandledNowStaysInItsQueue(String kind, String why, int failures) throws Exception {
        Map<String, Supplier<RuntimeException>> errors = Map.of(
                "turn", () -> new TryAgain("busy", Duration.ofSeconds(2), null),
                "outage", () -> SdkClientException.create("SQS is away"), "error", () -> new IllegalStateException("ours"));

        handle(exchange -> {
            throw errors.get(kind).get();
        });

        assertThat(sqs).containsExactly("postponed receipt");
        assertThat(failed).hasSize(failures);
        assertThat(registry.get("nightcall.messages.postponed").tags("queue", "later", "why", why).counter().count()).isEqualTo(1);
    }

    @Test
    void whatIsHandledIsDeleted() throws Exception {
        handle(exchange -> { });

        assertThat(sqs).containsExactly("deleted receipt");
        assertThat(failed).isEmpty();
    }

    private void handle(org.apache.camel.Processor handling) throws Exception {
        Meters meters = new Meters(registry, clock);
        OutageLog outages = new OutageLog(clock);
        SqsClient client = new Sqs();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(org.apache.camel.spi.CamelEvent event) {
                    if (event instanceof ExchangeFailedEvent) {
                        failed.add(event);
                    }
                }
            });
            camel.getRegistry().bind("sqs", client);
            camel.getRegistry().bind("polling", new QueuePolling(new ClockWatch(clock, Duration.ofSeconds(20)), outages));
            camel.addRoutesConfigurations(new QueueErrors(client, new Postponement(clock, 5), meters, outages));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:dead-letter").process(e -> sqs.add("dead letter"));
                    from("aws2-sqs:later?amazonSQSClient=#sqs&autoCreateQueue=false&queueUrl=http://sqs/later"
                            + "&deleteAfterRead=false&deleteIfFiltered=true&pollStrategy=#polling&initialDelay=0&delay=50")
                            .routeConfigurationId(QueueErrors.ID)
                            .process(e -> e.setProperty(QueueErrors.RECEIVED,
                                    new Received("later", "http://sqs/later", "1", "receipt", 1, "{}")))
                            .process(handling);
                }
            });
            camel.start();
            await().until(() -> !sqs.isEmpty());
            await().until(() -> camel.getInflightRepository().size() == 0);
        }
    }

    /** One message, and then none. */
    private final class Sqs implements SqsClient {

        private final AtomicInteger receives = new AtomicInteger();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            return ReceiveMessageResponse.builder().messages(receives.incrementAndGet() > 1 ? List.of()
                    : List.of(Message.builder().messageId("1").receiptHandle("receipt").body("{}").build())).build();
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            sqs.add("deleted " + request.receiptHandle());
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            sqs.add("postponed " + request.receiptHandle());
            return ChangeMessageVisibilityResponse.builder().build();
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
