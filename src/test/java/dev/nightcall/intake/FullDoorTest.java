package dev.nightcall.intake;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More than the door can hold: what is refused, and that nobody shuts it for others. */
class FullDoorTest extends BusyDoor {

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

    private Socket begin(String key, int length, String part) throws IOException {
        return connect(key, "Content-Length: " + length + "\r\n\r\n" + part);
    }

    private Socket connect(String key, String rest) throws IOException {
        Socket socket = new Socket("127.0.0.1", door.port());
        socket.getOutputStream().write(("POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: " + key + "\r\n" + rest)
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
