package dev.nightcall.intake;

import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many alerts at a time, from the socket to the queue. */
class BusyDoorTest extends BusyDoor {

    @Test
    void aThousandAlertsAreAHundredRequestsAndArriveOnceEach() {
        assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(202);

        assertThat(door.requests()).hasSizeBetween(100, 110);
        assertThat(hosts()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(accepted).hasSize(1000);
    }

    /** While the only sender is busy, what comes gathers. */
    @Test
    void requestsOfManySendersShareRequestsToSqs() {
        reopen(20_000, 1);
        CountDownLatch first = holdFirst();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        answers.add(post(alerts("first", 1)));
        assertThat(waitFor(first, 30_000)).isTrue();
        IntStream.range(0, 14).forEach(i -> answers.add(post(alerts("h" + i + "-", 1))));
        await().until(() -> door.sending().waiting() == 15);

        away.countDown();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        assertThat(door.requests()).extracting(request -> request.entries().size()).containsExactly(1, 10, 4);
        assertThat(hosts()).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void fiftyConcurrentSendersNeedFewerRequestsThanTheyAre() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        door.between((request, real) -> {
            // Further than Amazon's is, so that others come meanwhile on a busy machine as well.
            CountDownLatch never = new CountDownLatch(1);
            waitFor(never, 300);
            return real.apply(request);
        });

        IntStream.range(0, 50).forEach(i -> answers.add(post(alerts("h" + i + "-", 1))));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        assertThat(door.requests()).hasSizeLessThan(50);
        assertThat(hosts()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void whatSqsDidNotTakeOfABatchIsSentAgainAndNothingElse() {
        AtomicInteger times = new AtomicInteger();
        door.between((request, real) -> refusing("h3", times.incrementAndGet() == 1, false, request, real));

        assertThat(door.send(door.post(alerts("h", 10))).statusCode()).isEqualTo(202);

        assertThat(door.requests()).extracting(request -> request.entries().size()).containsExactly(10, 1);
        assertThat(hosts()).hasSize(10).doesNotHaveDuplicates();
        assertThat(accepted).hasSize(10);
    }

    @Test
    void anAlertThatSqsNeverTakesFailsItsSenderAndNobodyElse() {
        reopen(20_000, 1);
        CountDownLatch first = holdFirst();
        CompletableFuture<HttpResponse<String>> opener = post(alerts("opener", 1));
        assertThat(waitFor(first, 30_000)).isTrue();
        CompletableFuture<HttpResponse<String>> bad = post(alerts("bad", 2));
        CompletableFuture<HttpResponse<String>> good = post(alerts("good", 3));
        await().until(() -> door.sending().waiting() == 6);
        door.between((request, real) -> refusing("bad1", true, false, request, real));

        away.countDown();

        assertThat(bad.join().statusCode()).isEqualTo(503);
        assertThat(bad.join().headers().firstValue("Retry-After")).isPresent();
        assertThat(good.join().statusCode()).isEqualTo(202);
        assertThat(opener.join().statusCode()).isEqualTo(202);
        assertThat(hosts()).containsExactlyInAnyOrder("opener0", "bad0", "good0", "good1", "good2");
        assertThat(door.sending().waiting()).isZero();
    }

    @Test
    void whatIsItsSendersFaultIsNotSentAgain() {
        door.between((request, real) -> refusing("h0", true, true, request, real));

        assertThat(door.send(door.post(alerts("h", 1))).statusCode()).isEqualTo(503);

        assertThat(door.requests()).hasSize(1);
    }

    @Test
    void anOutageOfTheLedgerIsNotTheSendersBusiness() throws InterruptedException {
        door.close();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Noting noting = new Noting(alerts -> {
            throw new IllegalStateException("DynamoDB is away");
        }, 100, new Meters(registry, Clock.systemUTC()), Clock.systemUTC())) {
            door = new RunningDoor(new Sending.Limits(100, 2), 420_000, noting);

            assertThat(door.send(door.post(alerts("h", 3))).statusCode()).isEqualTo(202);

            assertThat(hosts()).hasSize(3);
            await().until(() -> registry.get("nightcall.ledger.missed").counter().count() == 3);
        }
    }

    @Test
    void aStopSendsWhatWaitsAndTakesNothingMore() throws InterruptedException {
        reopen(20_000, 1);
        CountDownLatch first = holdFirst();
        CompletableFuture<HttpResponse<String>> waiting = post(alerts("h", 25));
        assertThat(waitFor(first, 30_000)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> closeSending(), senders);
        await().untilAsserted(() -> assertThat(door.send(door.post(alerts("late", 1))).statusCode()).isEqualTo(503));

        away.countDown();

        stopped.join();
        assertThat(waiting.join().statusCode()).isEqualTo(202);
        assertThat(hosts()).hasSize(25);
    }

    private void closeSending() {
        try {
            door.sending().close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SQS takes all but what is about one host. */
    private static SendMessageBatchResponse refusing(String host, boolean refusing, boolean senderFault,
            SendMessageBatchRequest request, Function<SendMessageBatchRequest, SendMessageBatchResponse> real) {
        List<SendMessageBatchRequestEntry> bad = request.entries().stream()
                .filter(entry -> refusing && entry.messageBody().contains("\"" + host + "\"")).toList();
        List<SendMessageBatchRequestEntry> good = request.entries().stream().filter(entry -> !bad.contains(entry)).toList();
        SendMessageBatchResponse.Builder answer = good.isEmpty() ? SendMessageBatchResponse.builder().successful(List.of())
                : real.apply(request.toBuilder().entries(good).build()).toBuilder();
        return answer.failed(bad.stream().map(entry -> BatchResultErrorEntry
                .builder().id(entry.id()).code("InternalFailure").message("not now").senderFault(senderFault).build())
                .toList()).build();
    }
}
