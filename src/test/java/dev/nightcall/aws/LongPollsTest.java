package dev.nightcall.aws;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A stop does not wait for messages that may come, and deletes those that are being handled all the same. */
class LongPollsTest {

    private static final ReceiveMessageRequest RECEIVE = ReceiveMessageRequest.builder().queueUrl("queue").build();

    /** Each that waits has a thread of its own: the common pool has a single one on two processors. */
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Receiving receiving = new Receiving();
    private final AtomicInteger deleted = new AtomicInteger();
    private final LongPolls polls = new LongPolls(receiving, new SqsClient() {

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            deleted.incrementAndGet();
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            throw new AssertionError("others use it longer");
        }
    }, () -> receiving.time);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void anOpenReceiveIsGivenUpAndIsNoError() throws Exception {
        CompletableFuture<ReceiveMessageResponse> open = asked(RECEIVE);
        assertThat(receiving.waits.await(30, TimeUnit.SECONDS)).isTrue();
        polls.end();

        assertThat(open.get(30, TimeUnit.SECONDS).messages()).isEmpty();
        assertThat(polls.receiveMessage(RECEIVE).messages()).isEmpty();
        assertThat(receiving.receives).hasValue(1);
        polls.deleteMessage(delete -> delete.queueUrl("queue").receiptHandle("handle"));
        assertThat(deleted).hasValue(1);
    }

    @Test
    void whatFailsBeforeIsAnError() {
        receiving.away = true;
        assertThatThrownBy(() -> polls.receiveMessage(RECEIVE)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void oneWaitsWhileNothingComes() throws Exception {
        ReceiveMessageRequest waiting = RECEIVE.toBuilder().waitTimeSeconds(20).build();
        CompletableFuture<ReceiveMessageResponse> first = asked(waiting);
        assertThat(receiving.waits.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(polls.receiveMessage(RECEIVE).messages()).as("no place in its time").isEmpty();
        assertThat(receiving.receives).hasValue(1);

        CompletableFuture<ReceiveMessageResponse> other = asked(
                waiting.toBuilder().queueUrl("other").build());
        await().untilAsserted(() -> assertThat(receiving.receives).as("each queue has its own").hasValue(2));
        polls.end();
        CompletableFuture.allOf(first, other).get(30, TimeUnit.SECONDS);
    }

    @Test
    void whoFindsMessagesLetsOthersLookAsWell() throws Exception {
        receiving.found.put(1, List.of(Message.builder().build()));
        assertThat(polls.receiveMessage(RECEIVE).messages()).hasSize(1);

        ReceiveMessageRequest waiting = RECEIVE.toBuilder().waitTimeSeconds(20).build();
        List<CompletableFuture<ReceiveMessageResponse>> all = List.of(asked(waiting), asked(waiting));
        await().untilAsserted(() -> assertThat(receiving.receives).hasValue(3));
        assertThat(polls.receiveMessage(RECEIVE).messages()).as("no third place").isEmpty();
        assertThat(receiving.receives).hasValue(3);
        polls.end();
        for (CompletableFuture<ReceiveMessageResponse> each : all) {
            assertThat(each.get(30, TimeUnit.SECONDS).messages()).isEmpty();
        }
    }

    /** What comes one by one is found one by one: a second one would only wait beside the next. */
    @Test
    void whoWaitedForMessagesLeavesItsPlaceToTheNextAndNoMore() throws Exception {
        receiving.found.put(1, List.of(Message.builder().build()));
        receiving.takes = Duration.ofSeconds(2);
        assertThat(polls.receiveMessage(RECEIVE).messages()).hasSize(1);

        CompletableFuture<ReceiveMessageResponse> next = asked(RECEIVE.toBuilder().waitTimeSeconds(20).build());
        await().untilAsserted(() -> assertThat(receiving.receives).hasValue(2));
        assertThat(polls.receiveMessage(RECEIVE).messages()).as("no second place").isEmpty();
        assertThat(receiving.receives).hasValue(2);
        polls.end();
        next.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whoFailsLeavesItsPlaceToTheNext() {
        receiving.away = true;
        assertThatThrownBy(() -> polls.receiveMessage(RECEIVE)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> polls.receiveMessage(RECEIVE)).isInstanceOf(SdkClientException.class);
    }

    private CompletableFuture<ReceiveMessageResponse> asked(ReceiveMessageRequest request) {
        return CompletableFuture.supplyAsync(() -> polls.receiveMessage(request), threads);
    }

    /** Waits until it is closed, and then fails as a connection does that is closed under a request. */
    private static final class Receiving implements SqsClient {

        private final CountDownLatch waits = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger receives = new AtomicInteger();
        /** What is answered at once, by the number of the receive. */
        private final Map<Integer, List<Message>> found = new ConcurrentHashMap<>();
        private volatile boolean away;
        private volatile Duration takes = Duration.ZERO;
        private volatile long time;

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            List<Message> messages = found.get(receives.incrementAndGet());
            time += takes.toNanos();
            waits.countDown();
            if (messages != null) {
                return ReceiveMessageResponse.builder().messages(messages).build();
            }
            try {
                if (!away && !closed.await(30, TimeUnit.SECONDS)) {
                    return ReceiveMessageResponse.builder().messages(List.of(Message.builder().build())).build();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw SdkClientException.create("Socket closed");
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
