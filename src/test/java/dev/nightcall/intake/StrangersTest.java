package dev.nightcall.intake;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has no key takes nothing away from those who have. */
class StrangersTest {

    private static final String ALERT = "{\"system\":\"XYZ\",\"host\":\"h\"}";
    /** Less than a stranger's bodies would take up. */
    private static final int MEMORY = 420_000;

    private final RunningDoor door = new RunningDoor(MEMORY, Duration.ofSeconds(30));
    private final List<RawRequest> strangers = new ArrayList<>();

    @AfterEach
    void close() {
        strangers.forEach(RawRequest::close);
        door.close();
    }

    /** Begun, no length, nothing more: each once reserved the longest body there may be. */
    @Test
    void streamsOfHttp2ThatOnlyBeginShutNothing() {
        stranger().say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").say(frame(4, 0, 0, new byte[0]));
        for (int stream = 1; stream < 16; stream += 2) {
            strangers.get(0).say(frame(1, 4, stream, headersOfAPost()));
        }

        assertThat(strangers.get(0).rest()).contains(" 501 Not Implemented");
        assertAlertIsTaken();
    }

    /** Java's own client asks whether it may go over to HTTP/2, and stays where it is. */
    @Test
    void whoOffersHttp2IsAnsweredByHttp1() {
        var answer = door.send(door.post(ALERT).version(HttpClient.Version.HTTP_2));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void bodiesThatDoNotComeToTheirEndTakeUpNothing() {
        String half = "x".repeat(200_000);
        for (int i = 0; i < 8; i++) {
            stranger().say("POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: wrong\r\nContent-Length: 210000\r\n\r\n" + half);
            // Told before the rest has come, and never read it.
            assertThat(strangers.get(i).line()).startsWith("HTTP/1.1 401");
        }

        assertAlertIsTaken();
        assertThat(strangers.get(0).rest()).contains("application/problem+json");
    }

    @Test
    void aBodyOfAStrangerIsAnsweredBeforeItIsThereAndTheConnectionKeptWhenItComes() {
        RawRequest stranger = stranger();
        for (int i = 0; i < 2; i++) {
            stranger.say("POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(stranger.line()).startsWith("HTTP/1.1 401");
            // The answer comes in chunks, of which the last is empty.
            assertThat(Stream.generate(stranger::line).limit(20).takeWhile(line -> !line.equals("0")))
                    .anyMatch(line -> line.contains("send a valid API key"));
            assertThat(stranger.line()).isEmpty();
        }
    }

    @Test
    void whoAsksWhetherToContinueIsToldOnlyWithAKey() {
        assertThat(stranger().say("POST /alerts HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n").rest())
                .startsWith("HTTP/1.1 401");

        RawRequest sender = stranger().say("POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: " + RunningDoor.SENDER
                + "\r\nExpect: 100-continue\r\nContent-Length: " + ALERT.length() + "\r\n\r\n");
        assertThat(sender.line()).isEqualTo("HTTP/1.1 100 Continue");
        sender.line();
        assertThat(sender.say(ALERT).line()).isEqualTo("HTTP/1.1 202 Accepted");
    }

    @Test
    void whoeverSendsWithoutEndIsCutOff() {
        RawRequest endless = stranger().say("POST /alerts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

        assertThat(endless.rest()).startsWith("HTTP/1.1 401");
    }

    /** Whatever is answered and not read is kept in memory. */
    @Test
    void whoAsksAndAsksWithoutReadingIsClosed() {
        RawRequest stranger = stranger().say("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000));

        assertThat(stranger.rest().split("HTTP/1.1 404", -1).length - 1).isLessThanOrEqualTo(OwedAnswers.MOST);
        assertAlertIsTaken();
    }

    @Test
    void whoAsksForSeveralBeforeTheFirstIsThereIsAnsweredAllTheSame() {
        RawRequest stranger = stranger();
        for (int round = 0; round < 3; round++) {
            stranger.say("POST /alerts HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}".repeat(OwedAnswers.MOST / 2));
            for (int i = 0; i < OwedAnswers.MOST / 2; i++) {
                assertThat(stranger.line()).startsWith("HTTP/1.1 401");
                assertThat(Stream.generate(stranger::line).limit(20).takeWhile(line -> !line.equals("0")))
                        .anyMatch(line -> line.contains("send a valid API key"));
                assertThat(stranger.line()).isEmpty();
            }
        }
    }

    @Test
    void noAnswerIsLongerForALongPath() {
        String path = "/alerts/" + "\"".repeat(3000);

        assertThat(stranger().say("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").rest())
                .startsWith("HTTP/1.1 404").hasSizeLessThan(600);
    }

    private RawRequest stranger() {
        RawRequest stranger = new RawRequest(door.port());
        strangers.add(stranger);
        return stranger;
    }

    private void assertAlertIsTaken() {
        assertThat(door.send(door.post("").POST(BodyPublishers.ofString(ALERT))).statusCode()).isEqualTo(202);
    }

    /** RFC 9113, 4.1. */
    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] frame = new byte[9 + payload.length];
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    /** RFC 7541: POST and http from the static table, the path and the host as literals. */
    private static byte[] headersOfAPost() {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        headers.write(0x83);
        headers.write(0x86);
        for (String[] literal : new String[][] {{"\u0004", "/alerts"}, {"\u0001", "x"}}) {
            headers.write(literal[0].charAt(0));
            headers.write(literal[1].length());
            headers.writeBytes(literal[1].getBytes(StandardCharsets.US_ASCII));
        }
        return headers.toByteArray();
    }
}
