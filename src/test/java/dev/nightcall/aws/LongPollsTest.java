package dev.nightcall.aws;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A stop does not wait for messages that may come, and deletes those that are being handled all the same. */
class LongPollsTest {

    private static final ReceiveMessageRequest RECEIVE = ReceiveMessageRequest.builder().queueUrl("queue").build();

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
    });

    @Test
    void anOpenReceiveIsGivenUpAndIsNoError() throws Exception {
        CompletableFuture<ReceiveMessageResponse> open = CompletableFuture.supplyAsync(() -> polls.receiveMessage(RECEIVE));
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

    /** Waits until it is closed, and then fails as a connection does that is closed under a request. */
    private static final class Receiving implements SqsClient {

        private final CountDownLatch waits = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger receives = new AtomicInteger();
        private volatile boolean away;

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            receives.incrementAndGet();
            waits.countDown();
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
