package dev.nightcall.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** POST /alerts, from the socket to the queue. */
class DoorTest {

    private static final String ALERT = """
            {"system": "XYZ", "host": "Server1", "service": "CPU Utilization", "summary": "95 %"}""";

    private static RunningDoor door;

    @BeforeAll
    static void open() {
        door = new RunningDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void nothingLeft() {
        door.taken();
    }

    @Test
    void anAcceptedAlertIsInTheQueue() {
        HttpResponse<String> answer = door.send(door.post(ALERT).header("Content-Type", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().map()).doesNotContainKeys("x-api-key", "CamelHttpResponseCode");
        JsonNode ticket = door.tree(answer.body()).at("/alerts/0");
        assertThat(ticket.path("key").asText()).isEqualTo("XYZ/Server1/CPU Utilization");

        List<Message> queued = door.taken();
        assertThat(queued).hasSize(1);
        assertThat(queued.get(0).messageAttributes()).isEmpty();
        Alert alert = door.alert(queued.get(0));
        assertThat(alert.id()).isEqualTo(ticket.path("id").asText());
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.receivedAt()).isEqualTo(RunningDoor.NOW);
    }

    @Test
    void theEnvelopeOfTodaysMonitorsIsRead() {
        HttpResponse<String> answer = door.send(door.post("""
                {"input": "{\\"alertinfo\\": [{\\"host\\": \\"Server1\\", \\"service\\": \\"CPU Utilization\\", \
                \\"lastcheck\\": \\"2023-10-03 13:20:52\\", \\"systemname\\": \\"XYZ\\"}]}"}"""));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(door.alert(door.taken().get(0)).occurredAt()).isEqualTo(Instant.parse("2023-10-03T04:20:52Z"));
    }

    @Test
    void everyAlertOfARequestIsInTheQueueAndKnowsItsOrder() {
        String twelve = IntStream.range(0, 12).mapToObj(i -> "{\"system\":\"XYZ\",\"host\":\"h%d\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));

        HttpResponse<String> answer = door.send(door.post(twelve));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(door.tree(answer.body()).path("alerts")).hasSize(12);
        assertThat(door.taken()).hasSize(12).map(door::alert)
                .allSatisfy(alert -> assertThat(alert.host())
                        .isEqualTo("h" + (alert.receivedAt().getNano() - RunningDoor.NOW.getNano())));
    }

    /** What `curl -d` sends is called a form; taken for one, this body would be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/X-WWW-Form-Urlencoded; charset=utf-8",
            "multipart/form-data; boundary=x", "text/plain", "application/json; charset=nonsense"})
    void theBodyIsReadAsItIsWhateverItsType(String type) {
        String body = "{\"system\":\"XYZ\",\"host\":\"a=b&c=%zz+d;e\",\"note\":\"" + "x".repeat(20_000) + "\"}";

        HttpResponse<String> answer = door.send(door.post(body).header("Content-Type", type));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(door.alert(door.taken().get(0)).host()).isEqualTo("a=b&c=%zz+d;e");
    }

    @Test
    void headersOfTheCallerSteerNothing() {
        HttpResponse<String> answer = door.send(door
                .at("/alerts")
                .header("X-Api-Key", RunningDoor.SENDER)
                .header("CamelAwsSqsDelaySeconds", "900")
                .header("CamelAwsSqsOperation", "deleteQueue")
                .header("camelhttpresponsecode", "204")
                .header("CamelBeanMethodName", "toString")
                .header("X-Extra", "must not become an attribute")
                .POST(BodyPublishers.ofString(ALERT)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(door.tree(answer.body()).path("alerts")).hasSize(1);
        assertThat(answer.headers().map()).doesNotContainKeys("x-extra", "camelawssqsoperation");
        assertThat(door.taken()).hasSize(1).allSatisfy(message -> assertThat(message.messageAttributes()).isEmpty());
    }

    @Test
    void whatAnAlertSaysIsData() {
        String body = """
                {"system": "${sys.java.home}", "host": "<speak>{{nightcall.queue.alerts}}",
                 "CamelHttpResponseCode": 500,
                 "summary": "😱\\ud800 \\u0000\\uffff end"}""";

        assertThat(door.send(door.post(body)).statusCode()).isEqualTo(202);

        Alert alert = door.alert(door.taken().get(0));
        assertThat(alert.system()).isEqualTo("${sys.java.home}");
        assertThat(alert.host()).isEqualTo("<speak>{{nightcall.queue.alerts}}");
        assertThat(alert.summary()).isEqualTo("😱\uFFFD  \uFFFD end");
        assertThat(alert.labels()).containsEntry("CamelHttpResponseCode", "500");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[{\"system\":\"s\",\"host\":\"h\"},{\"system\":\"s\",\"host\":\"h\",\"severity\":\"bad\"}] | /1/severity",
            "{\"input\":\"{\\\"alertinfo\\\":[{\\\"host\\\":\\\"h\\\"}]}\"} | /input/alertinfo/0/system",
            "{\"system\":7} | /system",
            "[] | ''",
            "{ | ''",
            "'' | ''"})
    void whatIsNotAnAlertIsRefusedAndNothingOfItAccepted(String body, String field) {
        HttpResponse<String> answer = door.send(door.post(body));

        assertThat(problem(answer, 400).path("field").asText("none")).isEqualTo(field);
        assertThat(door.taken()).isEmpty();
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(problem(door.send(door.post("[".repeat(10_000))), 400).path("detail").asText()).contains("too deep");
    }

    @Test
    void withoutAKeyThatMaySendNothingIsRead() {
        JsonNode without = problem(door.send(door.at("/alerts").POST(BodyPublishers.ofString("{"))), 401);
        assertThat(without.path("detail").asText()).contains("x-api-key");
        problem(door.send(door.at("/alerts").header("x-api-key", "wrong-key")
                .POST(BodyPublishers.ofString(ALERT))), 401);
        JsonNode wrongRight = problem(door.send(door.at("/alerts").header("x-api-key", RunningDoor.OPERATOR)
                .POST(BodyPublishers.ofString(ALERT))), 403);
        assertThat(wrongRight.path("detail").asText()).contains("desk").contains("send");
        assertThat(door.taken()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        String long300KiB = "{\"system\":\"" + "x".repeat(300 * 1024) + "\"}";

        problem(door.send(door.post(long300KiB)), 413);
        problem(door.send(door.post("").POST(BodyPublishers.ofInputStream(() -> stream(long300KiB)))), 413);
    }

    /** Chunks without end: the answer does not wait for the end. */
    @Test
    void aBodyWithoutEndIsNotRead() throws IOException {
        assertThat(statusLine("POST /alerts HTTP/1.1\r\nHost: x\r\nx-api-key: " + RunningDoor.SENDER + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(5)))
                .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }

    @Test
    void errorsOfTheServerItselfAreProblemsToo() {
        problem(door.send(door.at("/alerts").GET()), 405);
        problem(door.send(door.at("/alerts").DELETE()), 405);
        problem(door.send(door.at("/alerts/1").GET()), 404);
        problem(door.send(door.at("/").GET()), 404);
        problem(door.send(door.at("/application.properties").GET()), 404);
    }

    @Test
    void aPathThatIsNoneIsRefused() throws IOException {
        assertThat(statusLine("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void ourOwnFaultIsAnsweredWithoutAWordAboutIt() {
        assertThat(problem(door.send(door.at("/broken").GET()), 500).has("detail")).isFalse();
    }

    @Test
    void theManagementPortIsAnotherDoor() {
        URI health = URI.create("http://127.0.0.1:" + door.managementPort() + "/observe/health");
        assertThat(door.send(HttpRequest.newBuilder(health)).body()).contains("UP");
        assertThat(door.send(door.post(ALERT).uri(health.resolve("/alerts"))).statusCode()).isEqualTo(404);
        problem(door.send(door.at("/observe/health")), 404);
    }

    /** As a mail route would send it: what is in its headers steers nothing, and the source has its alert back. */
    @Test
    void theWayIntoTheQueueTakesAnyHeadersAndGivesTheAlertBack() {
        Alert alert = new Alert("id-1", "XYZ", "h", "", "", Severity.ERROR, State.FIRING, "",
                RunningDoor.NOW, RunningDoor.NOW, Map.of());

        Exchange exchange = door.camel().createFluentProducerTemplate().to("direct:alert").withBody(alert)
                .withHeaders(Map.of("CamelAwsSqsDelaySeconds", 900, "CamelAwsSqsOperation", "purgeQueue",
                        "Subject", "x"))
                .send();

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isSameAs(alert);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        List<Message> queued = door.taken();
        assertThat(queued).map(door::alert).containsExactly(alert);
        assertThat(queued.get(0).messageAttributes()).isEmpty();
    }

    @Test
    void whenOneAlertOfARequestCannotBeTakenTheSenderRepeatsAllOfThem() {
        String eleven = IntStream.range(0, 11).mapToObj(i -> ALERT).collect(Collectors.joining(",", "[", "]"));
        door.refuseOneAfter(1);

        problem(door.send(door.post(eleven)), 503);
        // The answer does not wait for the request that SQS takes: it may still be on its way.
        await().until(() -> door.sending().waiting() == 0);
        assertThat(door.taken()).hasSizeBetween(1, 10);

        assertThat(door.send(door.post(eleven)).statusCode()).isEqualTo(202);
        assertThat(door.taken()).hasSize(11);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "java.", "org.", "\tat ", "secret");
        JsonNode problem = door.tree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static String statusLine(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
