package dev.nightcall.intake;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that bring nothing, and requests that two servers could read in two ways. */
class ConnectionsTest {

    private static final String ALERT = "{\"system\":\"XYZ\",\"host\":\"h\"}";
    private static final String POST = "POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: " + RunningDoor.SENDER + "\r\n";

    /** More than the sockets of both sides take in before somebody reads it. */
    private static final int LARGE = 32 * 1024 * 1024;

    private static RunningDoor door;

    @BeforeAll
    static void open() {
        door = new RunningDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void aHeaderThatDoesNotComeToItsEndIsNotWaitedFor() {
        try (RawRequest silent = new RawRequest(door.port()); RawRequest half = new RawRequest(door.port())) {
            half.say("POST /alerts HTTP/1.1\r\nHost:");

            assertThat(silent.rest()).isEmpty();
            assertThat(half.rest()).isEmpty();
        }
    }

    /** The last two have their key inside, if they have one: until it is there they are nobody's. */
    @ParameterizedTest
    @ValueSource(strings = {"POST /alerts HTTP/1.1\r\nHost: x\r\n",
            "POST /pagerduty/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
            "POST /pagerduty/v2/enqueue HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"})
    void manyThatOnlyBeginKeepNobodyOut(String begin) {
        List<RawRequest> half = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * RunningDoor.CONNECTIONS.most(); i++) {
                half.add(new RawRequest(door.port()).say(begin));
            }
            assertThat(half.get(0).rest()).isEmpty();

            assertThat(door.send(door.post(ALERT)).statusCode()).isEqualTo(202);
            URI health = URI.create("http://127.0.0.1:" + door.managementPort() + "/observe/health");
            assertThat(door.send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
        } finally {
            half.forEach(RawRequest::close);
        }
    }

    @Test
    void anEventWithItsKeyInsideIsReadAmongManyThatOnlyBegin() {
        List<RawRequest> begun = new ArrayList<>();
        try (RawRequest whole = new RawRequest(door.port())) {
            String header = "POST /pagerduty/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";
            for (int i = 1; i < RunningDoor.CONNECTIONS.most(); i++) {
                begun.add(new RawRequest(door.port()).say(header + "{"));
            }
            assertThat(whole.say(header + "{}").line()).isEqualTo("HTTP/1.1 404 Not Found");
            assertThat(begun.get(0).say("}").line()).isEqualTo("HTTP/1.1 404 Not Found");
        } finally {
            begun.forEach(RawRequest::close);
        }
    }

    @Test
    void whoDoesNotReadItsAnswerGivesWayLikeAnyOther() throws Exception {
        door.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/large").setBody(constant("x".repeat(LARGE)));
            }
        });
        List<RawRequest> idle = new ArrayList<>();
        try (RawRequest unread = new RawRequest(door.port())) {
            assertThat(unread.say("GET /large HTTP/1.1\r\nHost: x\r\n\r\n").line()).isEqualTo("HTTP/1.1 200 OK");
            for (int i = 0; i < RunningDoor.CONNECTIONS.most(); i++) {
                idle.add(new RawRequest(door.port()).say("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
                assertThat(idle.get(i).line()).isEqualTo("HTTP/1.1 404 Not Found");
            }
            assertThat(unread.rest().length()).isLessThan(LARGE);
        } finally {
            idle.forEach(RawRequest::close);
        }
    }

    /** RFC 9112, 6.1 to 6.3 and 7.1: a load balancer may see an end where we see none. */
    @ParameterizedTest
    @ValueSource(strings = {
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "Content-Length: 2, 3\r\n\r\n{}",
            "Content-Length: +2\r\n\r\n{}",
            "Content-Length: -2\r\n\r\n{}",
            "Content-Length: 0x2\r\n\r\n{}",
            "Content-Length : 2\r\n\r\n{}",
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: identity\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"})
    void whatCouldBeReadInTwoWaysIsRefusedAndClosed(String rest) {
        try (RawRequest request = new RawRequest(door.port())) {
            String answer = request.say(POST + rest + "GET /alerts HTTP/1.1\r\nHost: smuggled\r\n\r\n").rest();

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("405").containsOnlyOnce("HTTP/1.1 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "+2\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n", "100000000000000000\r\n{}\r\n0\r\n\r\n", "2\n{}\n0\n\n", "2\r\n{}xx0\r\n\r\n"})
    void chunksThatAreNoneAreRefusedAndClosed(String chunks) {
        try (RawRequest request = new RawRequest(door.port())) {
            String answer = request.say(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks
                    + "GET /alerts HTTP/1.1\r\nHost: smuggled\r\n\r\n").rest();

            assertThat(answer).doesNotContain("405").doesNotContain("202");
        }
    }

    @Test
    void aHeaderThatIsTooLongIsRefusedAndClosed() {
        try (RawRequest request = new RawRequest(door.port())) {
            assertThat(request.say(POST + "X: " + "x".repeat(10_000)).rest()).startsWith("HTTP/1.1 431");
        }
    }
}
