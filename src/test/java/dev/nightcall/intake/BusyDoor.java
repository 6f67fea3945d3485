package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import org.junit.jupiter.api.AfterEach;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** A door at which many send at a time, from the socket to the queue. */
abstract class BusyDoor {

    final List<Alert> accepted = new ArrayList<>();
    final ExecutorService senders = Executors.newCachedThreadPool();
    final CountDownLatch away = new CountDownLatch(1);
    RunningDoor door = open(20_000, 8);

    RunningDoor open(int waiting, int threads) {
        return new RunningDoor(new Sending.Limits(waiting, threads), 420_000, alerts -> {
            synchronized (accepted) {
                accepted.addAll(alerts);
            }
        });
    }

    void reopen(int waiting, int threads) {
        door.close();
        door = open(waiting, threads);
    }

    @AfterEach
    void close() {
        away.countDown();
        senders.shutdownNow();
        door.close();
    }

    /** SQS does not answer the first request until {@link #away} is counted down. @return counted down when it has it */
    CountDownLatch holdFirst() {
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

    CompletableFuture<HttpResponse<String>> post(String body) {
        return CompletableFuture.supplyAsync(() -> door.send(door.post(body)), senders);
    }

    List<String> hosts() {
        return door.taken().stream().map(message -> door.alert(message).host()).toList();
    }

    static String alerts(String host, int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"system\":\"XYZ\",\"host\":\"%s%d\"}".formatted(host, i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static boolean waitFor(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
