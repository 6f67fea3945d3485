package dev.nightcall.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.nightcall.alert.Sent;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.State;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.RunningDoor;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.Sources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static dev.nightcall.webhook.RunningWebhooks.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Amazon SNS as a sender: whose word counts, and what is done about subscriptions. */
class SnsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock NOW = Clock.fixed(RunningDoor.NOW, ZoneOffset.UTC);

    private static Signer good;
    private static Signer expired;
    private static Signer early;
    private static HttpServer amazon;
    private static RunningWebhooks webhooks;
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static volatile int status = 200;

    @TempDir
    static Path folder;

    @BeforeAll
    static void open() throws IOException {
        good = Signer.create(folder, "2026/11/20 00:00:00");
        expired = Signer.create(folder, "2026/09/01 00:00:00");
        early = Signer.create(folder, "2026/12/24 00:00:00");
        amazon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        amazon.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI().toString());
            byte[] body = switch (exchange.getRequestURI().getPath()) {
                case "/expired.pem" -> expired.certificate();
                case "/early.pem" -> early.certificate();
                case "/nonsense.pem" -> "nonsense".getBytes(StandardCharsets.US_ASCII);
                case "/long.pem" -> new byte[100_000];
                default -> good.certificate();
            };
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        amazon.start();
        Fetch http = new HttpFetch(Duration.ofSeconds(10));
        webhooks = new RunningWebhooks(Signer.TOPIC, uri -> http.get(URI.create("http://127.0.0.1:"
                + amazon.getAddress().getPort() + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))),
                NOW);
    }

    @AfterAll
    static void close() {
        webhooks.close();
        amazon.stop(0);
    }

    @BeforeEach
    void begin() {
        webhooks.taken();
        ASKED.clear();
        status = 200;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aSignedNotificationIsTaken(String version) {
        HttpResponse<String> answer = post(good.sign(Signer.notification(), version));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(webhooks.taken()).hasSize(1);
        Map<String, String> withoutSubject = Signer.notification();
        withoutSubject.remove("Subject");
        assertThat(post(good.sign(withoutSubject, version)).statusCode()).isEqualTo(202);
    }

    /** What SNS sends again because it had no answer is known by its id and content, and is as old as it was. */
    @Test
    void sentAgainItIsTheSameMessage() {
        post(good.sign(Signer.notification(), "2"));
        post(good.sign(Signer.notification(), "1"));
        Map<String, String> other = Signer.notification();
        other.replace("Message", "{\"AlarmName\":\"web-01-CPU\",\"NewStateValue\":\"OK\"}");
        other.replace("Timestamp", "2026-11-22T03:05:00.000Z");
        post(good.sign(other, "2"));

        List<Sent> sent = webhooks.taken().stream().map(Alert::sent).toList();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(sent.get(0).at()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(sent.get(2).sender()).isEqualTo(sent.get(0).sender()).isNotEmpty();
        assertThat(sent.get(2).message()).isNotEqualTo(sent.get(0).message());
    }

    @Test
    void aCertificateIsFetchedOnce() {
        Map<String, String> message = Signer.notification();
        message.put("SigningCertURL", "https://sns.eu-west-1.amazonaws.com/once.pem");
        post(good.sign(message, "2"));
        post(good.sign(message, "2"));

        assertThat(ASKED).containsExactly("/once.pem");
    }

    @Test
    void aSubscriptionIsConfirmedAndPhonesNobody() {
        assertThat(post(good.sign(Signer.confirmation("SubscriptionConfirmation"), "1")).statusCode()).isEqualTo(202);

        assertThat(ASKED).contains("/?Action=ConfirmSubscription&Token=2336412f37");
        Alert note = webhooks.only();
        assertThat(note.state()).isEqualTo(State.NOTE);
        assertThat(note.toString()).doesNotContain("2336412f37");
    }

    @Test
    void theEndOfASubscriptionIsNotedAndNotConfirmed() {
        assertThat(post(good.sign(Signer.confirmation("UnsubscribeConfirmation"), "2")).statusCode()).isEqualTo(202);

        assertThat(ASKED).noneMatch(asked -> asked.contains("Action"));
        assertThat(webhooks.only().state()).isEqualTo(State.NOTE);
    }

    @ParameterizedTest
    @CsvSource({"Message, changed", "MessageId, changed", "Subject, changed", "Timestamp, 2026-11-22T03:00:01.000Z",
            "Signature, AAAA", "Signature, '???'", "SignatureVersion, 3", "SignatureVersion, 1"})
    void whatWasChangedIsRefusedAndCounted(String field, String value) {
        double before = refused("signature");
        Map<String, String> message = good.sign(Signer.notification(), "2");
        message.put(field, value);

        assertThat(detail(post(message))).contains("ignature");
        assertThat(refused("signature")).isEqualTo(before + 1);
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void aConfirmationThatWasChangedIsNotConfirmed() {
        Map<String, String> message = good.sign(Signer.confirmation("SubscriptionConfirmation"), "2");
        message.put("SubscribeURL", "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription&Token=other");

        assertThat(detail(post(message))).contains("signature");
        assertThat(ASKED).noneMatch(asked -> asked.contains("Action"));
    }

    @Test
    void ofTopicsThatAreNotOursNothingIsTaken() {
        double before = refused("topic");
        String other = "arn:aws:sns:ap-northeast-1:999999999999:theirs";
        for (Map<String, String> message : List.of(Signer.notification(), Signer.confirmation("SubscriptionConfirmation"))) {
            message.put("TopicArn", other);
            message.put("SigningCertURL", "https://sns.ap-northeast-1.amazonaws.com/other.pem");
            assertThat(detail(post(good.sign(message, "2")))).isEqualTo("the topic " + other + " is not in nightcall.sns.topics");
        }
        assertThat(refused("topic")).isEqualTo(before + 2);
        assertThat(ASKED).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://sns.ap-northeast-1.amazonaws.com/a.pem",
            "https://sns.ap-northeast-1.amazonaws.com.evil.example/a.pem",
            "https://evil.example/sns.ap-northeast-1.amazonaws.com/a.pem",
            "https://sns.ap-northeast-1.amazonaws.com@evil.example/a.pem",
            "https://x@sns.ap-northeast-1.amazonaws.com/a.pem", "https://sns.ap-northeast-1.amazonaws.com:8443/a.pem",
            "https://s3.ap-northeast-1.amazonaws.com/a.pem", "https://sns.ap-northeast-1.amazonaws.com/a.txt",
            "https://sns.a.b.amazonaws.com/a.pem", "https://sns.s3.amazonaws.com/a.pem", "https://sns.bucket.amazonaws.com/a.pem",
            "https://sns.s3-eu-west-1.amazonaws.com/a.pem", "https://sns.us-east.amazonaws.com/a.pem", "file:///etc/a.pem", "not a url", "",
            "https://sns.ap-northeast-1.amazonaws.com/expired.pem", "https://sns.ap-northeast-1.amazonaws.com/early.pem",
            "https://sns.ap-northeast-1.amazonaws.com/nonsense.pem"})
    void aCertificateOfNobodyKnowsWhomIsRefused(String url) {
        double before = refused("certificate");
        Map<String, String> message = Signer.notification();
        message.put("SigningCertURL", url);
        Signer signer = url.contains("expired") ? expired : url.contains("early") ? early : good;

        assertThat(detail(post(signer.sign(message, "2")))).isNotEmpty();
        assertThat(refused("certificate")).isEqualTo(before + 1);
        assertThat(ASKED).allMatch(asked -> url.endsWith(asked) && asked.matches("/(expired|early|nonsense)\\.pem"));
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void aSubscribeUrlThatLeadsElsewhereIsNotFollowed() {
        Map<String, String> message = Signer.confirmation("SubscriptionConfirmation");
        message.put("SubscribeURL", "https://evil.example/?Action=ConfirmSubscription");

        assertThat(detail(post(good.sign(message, "2")))).contains("SubscribeURL");
        assertThat(ASKED).noneMatch(asked -> asked.contains("Action"));
    }

    @Test
    void chinaHasADomainOfItsOwn() {
        Map<String, String> message = Signer.notification();
        message.put("SigningCertURL", "https://sns.cn-north-1.amazonaws.com.cn/cn.pem");

        assertThat(post(good.sign(message, "2")).statusCode()).isEqualTo(202);
    }

    @Test
    void whileAmazonDoesNotAnswerTheSenderComesAgain() {
        status = 500;
        Map<String, String> message = Signer.notification();
        message.put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/away.pem");
        assertThat(post(good.sign(message, "2")).statusCode()).isEqualTo(503);
        status = 200;
        assertThat(post(good.sign(message, "2")).statusCode()).isEqualTo(202);

        message.put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/long.pem");
        assertThat(post(good.sign(message, "2")).statusCode()).isEqualTo(503);

        status = 403;
        assertThat(post(good.sign(Signer.confirmation("SubscriptionConfirmation"), "2")).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"AlarmName\":\"raw\"}", "", "{\"Type\":\"Other\"}", "alert!"})
    void whatIsNoMessageOfSnsIsRefused(String body) {
        assertThat(detail(webhooks.post("/webhooks/sns", body, "x-api-key", KEY))).contains("raw message delivery");
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void aKeyIsNeededAllTheSameAndSnsIsAskedForIt() throws JsonProcessingException {
        String body = JSON.writeValueAsString(good.sign(Signer.notification(), "2"));
        HttpResponse<String> without = webhooks.post("/webhooks/sns", body);

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(webhooks.post("/webhooks/sns/" + KEY.replace("/", "%2F"), body).statusCode()).isEqualTo(202);
    }

    @Test
    void aTopicThatIsNoneIsNoticedAtTheStart() {
        Meters meters = new Meters(new SimpleMeterRegistry(), NOW);
        Sources sources = new Sources(folder, NOW, () -> ZoneOffset.UTC);
        ApiKeys keys = new ApiKeys("a:send:key-1");

        assertThatThrownBy(() -> new WebhookDoors(keys, sources, new ProblemAnswer(Json.mapper(), new OutageLog(NOW)), Json.mapper(),
                meters, NOW, Memory.unlimited(), 1024, Signer.TOPIC + ", alarms"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nightcall.sns.topics: alarms");
    }

    private static HttpResponse<String> post(Map<String, String> message) {
        try {
            return webhooks.door.send(webhooks.door.at("/webhooks/sns").header("x-api-key", KEY)
                    .header("Content-Type", "text/plain; charset=UTF-8")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(message))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        return webhooks.json(answer).path("detail").asText();
    }

    private static double refused(String reason) {
        return Optional.ofNullable(webhooks.registry.find("nightcall.sns.refused").tag("reason", reason).counter())
                .map(Counter::count).orElse(0.0);
    }
}
