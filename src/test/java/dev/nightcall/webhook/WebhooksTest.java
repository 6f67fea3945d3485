package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import static dev.nightcall.webhook.RunningWebhooks.KEY;
import static dev.nightcall.webhook.RunningWebhooks.LIMITED;
import static dev.nightcall.webhook.RunningWebhooks.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

/** POST /webhooks/DOOR, from the socket to the queue. */
class WebhooksTest {

    private static final String SAMPLE = RunningWebhooks.sample("documented-mackerel-host-critical.json");
    private static final String IN_PATH = "/webhooks/mackerel/" + KEY.replace("/", "%2F");

    private static RunningWebhooks webhooks;

    @BeforeAll
    static void open() {
        webhooks = new RunningWebhooks();
        webhooks.load("""
                - templatedRoute:
                    routeTemplateRef: webhook-source
                    routeId: webhook-many
                    parameters:
                      - {name: monitor, value: many}
                      - {name: path, value: many}
                      - name: read
                        value: |
                          each: '$.alerts[*]'
                          alert: {host: '{@.labels.instance}', service: '{@.labels.alertname}', summary: '{@.annotations.text}'}
                """);
    }

    @AfterAll
    static void close() {
        webhooks.close();
    }

    @AfterEach
    void nothingLeft() {
        webhooks.taken();
    }

    @Test
    void whatAMonitorSendsIsReadAndInTheQueue() {
        HttpResponse<String> answer = webhooks.post("/webhooks/mackerel", SAMPLE, "x-api-key", KEY);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().map()).doesNotContainKeys("x-api-key", "door", "key");
        JsonNode said = webhooks.json(answer);
        assertThat(said.path("kind").asText()).isEqualTo("alert");
        assertThat(said.path("pattern").asText()).isEqualTo("mackerel");
        Alert alert = webhooks.only();
        assertThat(alert.id()).isEqualTo(said.at("/alerts/0/id").asText());
        assertThat(alert.key()).hasToString(said.at("/alerts/0/key").asText());
        assertThat(alert.system()).isEqualTo("mackerel");
        assertThat(alert.state()).isEqualTo(State.FIRING);
    }

    @Test
    void theUrlMayNameTheSystem() {
        assertThat(webhooks.post(IN_PATH + "?system=%E5%8F%97%E6%B3%A8", SAMPLE).statusCode()).isEqualTo(202);
        assertThat(webhooks.only().system()).isEqualTo("受注");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer KEY", "bearer  KEY", "GenieKey KEY", "Token KEY", "Token token=KEY", "Token token=\"KEY\"",
            "Basic any:KEY", "Basic KEY:", "Basic KEY"})
    void theKeyStandsWhereMonitorsCanPutIt(String authorization) {
        String value = authorization.startsWith("Basic ")
                ? "Basic " + Base64.getEncoder().encodeToString(authorization.substring(6).replace("KEY", KEY).getBytes())
                : authorization.replace("KEY", KEY);

        assertThat(webhooks.post("/webhooks/mackerel", SAMPLE, "Authorization", value).statusCode()).isEqualTo(202);
        assertThat(webhooks.taken()).hasSize(1);
    }

    @Test
    void theKeyInThePathIsInNoAnswerAndInNoLog() {
        try (LogTap log = new LogTap()) {
            assertThat(webhooks.post(IN_PATH, SAMPLE).statusCode()).isEqualTo(202);
            assertThat(webhooks.post(IN_PATH + "/", SAMPLE).body()).doesNotContain("key-of");
            for (HttpResponse<String> answer : new HttpResponse[] {
                    webhooks.door.send(webhooks.door.at(IN_PATH).GET()),
                    webhooks.post(IN_PATH + "/more", SAMPLE),
                    webhooks.post(IN_PATH.replace("webhooks", "webhook"), SAMPLE),
                    webhooks.post(IN_PATH.replace("mackerel", "nobody"), SAMPLE),
                    webhooks.post("/webhooks/mackerel/key-of-nobody", SAMPLE),
                    webhooks.post("/webhooks/" + LIMITED, SAMPLE, "x-api-key", KEY),
                    webhooks.post("/webhooks/mackerel/" + OPERATOR, SAMPLE)}) {
                assertThat(answer.statusCode()).isBetween(400, 499);
                assertThat(answer.body()).doesNotContain("key-of");
            }
            webhooks.door.refuseOneAfter(0);
            HttpResponse<String> outage = webhooks.post(IN_PATH, SAMPLE);
            assertThat(outage.statusCode()).isEqualTo(503);
            assertThat(outage.headers().firstValue("Retry-After")).isPresent();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("key-of"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/webhooks/mackerel, , 401", "/webhooks/mackerel, wrong-key, 401", "/webhooks/mackerel/wrong-key, , 401",
            "/webhooks/mackerel, key-of-the-desk, 403", "/webhooks/pagerduty, key-of-mackerel, 403",
            "/webhooks/mackerel, key-of-mackerel, 202", "/webhooks/nobody, key-of-zabbix/1, 404",
            "/webhooks/mail, key-of-zabbix/1, 404", "/webhooks/nobody, , 401", "/webhooks, key-of-zabbix/1, 404"})
    void whoeverMayNotIsToldWhy(String path, String key, int status) {
        HttpResponse<String> answer = key == null ? webhooks.post(path, "{") : webhooks.post(path, "{", "x-api-key", key);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status != 202) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(webhooks.json(answer).path("detail").asText()).isNotEmpty();
            assertThat(webhooks.taken()).isEmpty();
        }
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void anUnknownDoorIsNamedAndAWrongMethodToo() {
        assertThat(webhooks.json(webhooks.post("/webhooks/zabix", "{}", "x-api-key", KEY)).path("detail").asText())
                .isEqualTo("there is no webhook zabix");
        HttpResponse<String> get = webhooks.door.send(webhooks.door.at("/webhooks/mackerel").GET());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(webhooks.json(get).path("detail").asText()).contains("GET", "/webhooks/mackerel");
        // Of the API a browser must not ask for a password; here somebody has to.
        assertThat(webhooks.post("/webhooks/mackerel", "{}").headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"broken\":", "the coffee machine burns", "[1,2]", "null"})
    void whatNobodyKnowsIsAnAlertOfItsOwn(String body) {
        HttpResponse<String> answer = webhooks.post("/webhooks/mackerel", body, "x-api-key", KEY);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(webhooks.json(answer).path("kind").asText()).isEqualTo("unknown");
        Alert alert = webhooks.only();
        assertThat(alert.system()).isEqualTo("nightcall");
        assertThat(alert.host()).isEqualTo("zabbix");
        assertThat(alert.summary()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, application/json", "UTF-8, text/plain; charset=us-ascii", "UTF-8, application/json; charset=nonsense",
            "windows-31j, application/json; charset=Shift_JIS", "windows-31j, application/json;charset=\"SJIS\"",
            "EUC-JP, text/plain; charset=euc-jp", "UTF-16, application/json; charset=utf-16",
            "x-windows-iso2022jp, text/plain; charset=ISO-2022-JP", "UTF-8, text/plain; charset=windows-31j"})
    void theBodyIsReadInItsCharset(String written, String type) {
        byte[] body = "受注サーバ①が停止".getBytes(Charset.forName(written));

        assertThat(webhooks.door.send(webhooks.door.at(IN_PATH).header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))).statusCode()).isEqualTo(202);
        // EUC-JP proper has no circled digits.
        assertThat(webhooks.only().summary()).satisfies(summary ->
                assertThat(summary.replace("\uFFFD", "")).contains("受注サーバ", "が停止"));
    }

    @Test
    void aBodyMayBePackedAndItsHeaderMayLie() throws IOException {
        assertThat(packed("gzip", gzip(SAMPLE.getBytes(StandardCharsets.UTF_8))).statusCode()).isEqualTo(202);
        assertThat(webhooks.only().system()).isEqualTo("mackerel");
        assertThat(packed("gzip", SAMPLE.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(202);
        assertThat(webhooks.only().system()).isEqualTo("mackerel");
        assertThat(packed("br", new byte[] {1, 2}).statusCode()).isEqualTo(415);
        HttpResponse<String> bomb = packed("gzip", gzip(new byte[RunningWebhooks.LONGEST + 1]));
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(webhooks.json(bomb).path("detail").asText()).contains("8388608");
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void aStormInOneBodyIsTaken() {
        String body = IntStream.range(0, 10_000).mapToObj(i -> """
                {"status":"firing","labels":{"alertname":"InstanceDown","instance":"h%d"},"annotations":{"text":"%s"}}"""
                .formatted(i, "x".repeat(400))).collect(Collectors.joining(",", "{\"version\":\"4\",\"alerts\":[", "]}"));
        assertThat(body.length()).isGreaterThan(4_500_000);

        HttpResponse<String> answer = webhooks.door.send(webhooks.door.at("/webhooks/many").header("x-api-key", KEY)
                .timeout(java.time.Duration.ofMinutes(2)).POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(webhooks.json(answer).path("alerts")).hasSize(10_000);
        assertThat(webhooks.taken()).extracting(Alert::host).doesNotHaveDuplicates().hasSize(10_000);
        assertThat(webhooks.post("/webhooks/many", body + body, "x-api-key", KEY).statusCode()).isEqualTo(413);
    }

    private static HttpResponse<String> packed(String encoding, byte[] body) {
        return webhooks.door.send(webhooks.door.at(IN_PATH).header("Content-Encoding", encoding)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }
}
