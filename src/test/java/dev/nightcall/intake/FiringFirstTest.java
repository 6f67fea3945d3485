package dev.nightcall.intake;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What fires never waits behind what is over, at the door neither. */
class FiringFirstTest {

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final CountDownLatch answering = new CountDownLatch(1);
    private RunningDoor door;

    private void open(int waiting, int threads) {
        door = new RunningDoor(new Sending.Limits(waiting, threads), 420_000, alerts -> {
        });
    }

    @AfterEach
    void close() {
        answering.countDown();
        senders.shutdownNow();
        door.close();
    }

    @Test
    void whatFiresIsSentBeforeTheRecoveriesThatCameFirst() {
        open(20_000, 1);
        noAnswerTo(request -> true);
        CompletableFuture<HttpResponse<String>> first = post(recoveries("first", 1));
        await().until(() -> door.requests().size() == 1);
        CompletableFuture<HttpResponse<String>> over = post(recoveries("over", 25));
        await().until(() -> door.sending().waiting() == 26);
        CompletableFuture<HttpResponse<String>> broken = post(problems("broken", 1));
        await().until(() -> door.sending().waiting() == 27);

        answering.countDown();

        assertThat(List.of(first, over, broken)).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        assertThat(door.requests()).extracting(request -> request.entries().size()).containsExactly(1, 1, 10, 10, 5);
        assertThat(door.requests().get(1).entries().get(0).messageBody()).contains("broken0");
    }

    @Test
    void recoveriesFillNoMoreThanHalfOfTheRoom() {
        open(20, 1);
        noAnswerTo(request -> true);
        CompletableFuture<HttpResponse<String>> over = post(recoveries("over", 10));
        await().until(() -> door.sending().waiting() == 10);

        HttpResponse<String> refused = door.send(door.post(recoveries("more", 1)));
        CompletableFuture<HttpResponse<String>> broken = post(problems("broken", 9));
        await().until(() -> door.sending().waiting() == 19 || broken.isDone());
        answering.countDown();

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(over.join().statusCode()).isEqualTo(202);
        assertThat(broken.join().statusCode()).isEqualTo(202);
    }

    /** Whose sender tells of both at once, as Alertmanager does of a group, is not refused because of what is over. */
    @Test
    void aRequestInWhichSomethingFiresHasAllOfTheRoom() {
        open(20, 1);
        noAnswerTo(request -> true);
        CompletableFuture<HttpResponse<String>> over = post(recoveries("over", 10));
        await().until(() -> door.sending().waiting() == 10);

        CompletableFuture<HttpResponse<String>> both = post("[" + one("broken", "firing") + "," + one("over-too", "resolved") + "]");
        await().until(() -> door.sending().waiting() == 12 || both.isDone());
        answering.countDown();

        assertThat(over.join().statusCode()).isEqualTo(202);
        assertThat(both.join().statusCode()).isEqualTo(202);
    }

    @Test
    void whereTheQueueOfRecoveriesDoesNotAnswerWhatFiresIsAcceptedAllTheSame() {
        open(20_000, 4);
        noAnswerTo(request -> request.entries().get(0).messageBody().contains("\"resolved\""));
        CompletableFuture<HttpResponse<String>> over = post(recoveries("over", 100));
        await().until(() -> door.requests().size() >= 3);

        assertThat(door.send(door.post(problems("broken", 1))).statusCode()).isEqualTo(202);
        assertThat(over).isNotDone();

        answering.countDown();
        assertThat(over.join().statusCode()).isEqualTo(202);
    }

    private void noAnswerTo(Predicate<SendMessageBatchRequest> which) {
        door.between((request, real) -> {
            if (which.test(request)) {
                try {
                    answering.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return real.apply(request);
        });
    }

    private CompletableFuture<HttpResponse<String>> post(String body) {
        return CompletableFuture.supplyAsync(() -> door.send(door.post(body)), senders);
    }

    private static String recoveries(String host, int count) {
        return all(host, count, "resolved");
    }

    private static String problems(String host, int count) {
        return all(host, count, "firing");
    }

    private static String all(String host, int count, String state) {
        return IntStream.range(0, count).mapToObj(i -> one(host + i, state)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String one(String host, String state) {
        return "{\"system\":\"XYZ\",\"host\":\"%s\",\"state\":\"%s\"}".formatted(host, state);
    }
}
