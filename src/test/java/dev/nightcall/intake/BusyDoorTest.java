package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many alerts at a time, from the socket to the queue. */
class BusyDoorTest {

    private final List<Alert> accepted = new ArrayList<>();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final CountDownLatch away = new CountDownLatch(1);
    private RunningDoor door = open(20_000, 8);

    private RunningDoor open(int waiting, int threads) {
        return new RunningDoor(new Sending.Limits(waiting, threads), 420_000, alerts -> {
            synchronized (accepted) {
                accepted.addAll(alerts);
            }
        });
    }

    private void reopen(int waiting, int threads) {
        door.close();
        door = open(waiting, threads);
    }

    @AfterEach
    void close() {
        away.countDown();
        senders.shutdownNow();
        door.close();
    }

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
    void whenTooManyWaitNothingOfARequestIsSent() {
        reopen(5, 1);
        CountDownLatch first = holdFirst();
        CompletableFuture<HttpResponse<String>> waiting = post(alerts("first", 4));
        assertThat(waitFor(first, 30_000)).isTrue();

        HttpResponse<String> refused = door.send(door.post(alerts("second", 2)));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(door.tree(refused.body()).path("detail").asText()).contains("4 alerts wait", "nothing of this was taken");
        away.countDown();
        assertThat(waiting.join().statusCode()).isEqualTo(202);
        assertThat(door.send(door.post(alerts("second", 2))).statusCode()).isEqualTo(202);
        assertThat(hosts()).hasSize(6).doesNotHaveDuplicates();
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

    /** Its sender could never send fewer at a time. */
    @Test
    void oneRequestAloneIsLetInHoweverManyItHas() {
        reopen(5, 2);

        assertThat(door.send(door.post(alerts("h", 50))).statusCode()).isEqualTo(202);

        assertThat(hosts()).hasSize(50);
    }

    @Test
    void bodiesTogetherDoNotFillTheMemory() throws IOException {
        String half = "x".repeat(200_000);
        try (Socket one = begin(RunningDoor.SENDER, 210_000, half);
             Socket other = begin(RunningDoor.OTHER_SENDER, 210_000, half)) {
            await().untilAsserted(() -> {
                HttpResponse<String> refused = door.send(door.post(alerts("h", 1000)));
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(door.tree(refused.body()).path("detail").asText()).contains("send it again");
            });
            one.close();

            // Whoever hangs up makes room.
            await().untilAsserted(() -> assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(202));
            assertThat(other.isConnected()).isTrue();
        }
    }

    @Test
    void aBodyThatDoesNotComeToItsEndShutsTheDoorForAShortTimeOnly() throws IOException {
        door.close();
        door = new RunningDoor(420_000, Duration.ofSeconds(8));
        String half = "x".repeat(200_000);
        try (Socket one = begin(RunningDoor.SENDER, 210_000, half);
             Socket other = begin(RunningDoor.OTHER_SENDER, 210_000, half)) {
            await().untilAsserted(() -> assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(429));

            await().untilAsserted(() -> assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(202));

            one.setSoTimeout(30_000);
            assertThat(new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408").contains("application/problem+json", "send it again");
            assertThat(other.isConnected()).isTrue();
        }
    }

    /** One of them is slow, or means no good: that is not the others' harm. */
    @Test
    void oneKeyDoesNotShutTheDoorForAnother() throws IOException {
        String half = "x".repeat(200_000);
        try (Socket one = begin(RunningDoor.OTHER_SENDER, 210_000, half);
             Socket other = begin(RunningDoor.OTHER_SENDER, 210_000, half)) {
            // Of two that come at the same time either may be the one that is refused.
            Socket refused = await().until(() -> isAnswered(one) ? one : isAnswered(other) ? other : null, Objects::nonNull);
            assertThat(new String(refused.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 429");

            assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(202);
        }
    }

    private static boolean isAnswered(Socket socket) throws IOException {
        return socket.getInputStream().available() > 0;
    }

    @Test
    void aBodyThatComesInChunksCountsAsWell() throws IOException {
        String half = "x".repeat(200_000);
        String chunk = Integer.toHexString(half.length()) + "\r\n" + half + "\r\n";
        try (Socket one = connect(RunningDoor.SENDER, "Transfer-Encoding: chunked\r\n\r\n" + chunk);
             Socket other = begin(RunningDoor.OTHER_SENDER, 210_000, half)) {
            await().untilAsserted(() -> assertThat(door.send(door.post(alerts("h", 1000))).statusCode()).isEqualTo(429));
            assertThat(one.isConnected() && other.isConnected()).isTrue();
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

    /** SQS does not answer the first request until {@link #away} is counted down. @return counted down when it has it */
    private CountDownLatch holdFirst() {
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        door.between((request, real) -> {
            if (times.incrementAndGet() == 1) {
                arrived.countDown();
                waitFor(away, 60_000);
            }
            return real.apply(request);
        });
        return arrived;
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

    private CompletableFuture<HttpResponse<String>> post(String body) {
        return CompletableFuture.supplyAsync(() -> door.send(door.post(body)), senders);
    }

    private Socket begin(String key, int length, String part) throws IOException {
        return connect(key, "Content-Length: " + length + "\r\n\r\n" + part);
    }

    private Socket connect(String key, String rest) throws IOException {
        Socket socket = new Socket("127.0.0.1", door.port());
        socket.getOutputStream().write(("POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: " + key + "\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private List<String> hosts() {
        return door.taken().stream().map(message -> door.alert(message).host()).toList();
    }

    private static String alerts(String host, int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"system\":\"XYZ\",\"host\":\"%s%d\"}".formatted(host, i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean waitFor(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
