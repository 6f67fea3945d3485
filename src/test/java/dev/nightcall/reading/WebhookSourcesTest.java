package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** The shipped webhook sources, by the messages in {@code webhooks.yaml}. */
class WebhookSourcesTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Sources SOURCES = ShippedSources.load();

    @TestFactory
    Stream<DynamicTest> messages() throws IOException {
        JsonNode cases = new YAMLMapper().readTree(RESOURCES.resolve("webhooks.yaml").toFile());
        return IntStream.range(0, cases.size()).mapToObj(i -> DynamicTest.dynamicTest(i + " " + title(cases.get(i)),
                () -> check(cases.get(i))));
    }

    private static String title(JsonNode expected) {
        return expected.path("to").asText() + ": " + expected.path("name").asText(expected.path("sample").asText(
                expected.path("body").asText()));
    }

    private static void check(JsonNode expected) throws IOException {
        Reading reading = read(expected);

        assertThat(reading.kind().word()).isEqualTo(expected.get("kind").asText());
        if (reading.kind() == Kind.UNKNOWN) {
            assertThat(reading.alerts()).singleElement().returns("nightcall", Alert::system).returns(State.FIRING, Alert::state);
            return;
        }
        assertThat(reading.pattern()).isEqualTo(expected.get("by").asText());
        List<String> alerts = StreamSupport.stream(expected.get("alerts").spliterator(), false).map(JsonNode::asText).toList();
        assertThat(reading.alerts()).hasSameSizeAs(alerts);
        for (int i = 0; i < alerts.size(); i++) {
            assertThat(line(reading.alerts().get(i))).startsWith(alerts.get(i));
        }
    }

    private static Reading read(JsonNode message) throws IOException {
        String door = message.get("to").asText();
        if (message.has("sample")) {
            byte[] raw = Files.readAllBytes(RESOURCES.resolve("samples/webhook").resolve(message.get("sample").asText()));
            return SOURCES.read(CapturedRequest.of(door, null, raw).message());
        }
        return SOURCES.read(WebhookMessage.of(door, "192.0.2.1", message.path("query").asText(null), message.get("body").asText()));
    }

    private static String line(Alert alert) {
        return String.join(" | ", alert.system(), alert.host(), alert.service(), alert.alias(), alert.severity().word(),
                alert.state().word(), alert.summary());
    }

    @Test
    void labelsAndTimesAreKept() {
        Alert alert = post("alertmanager", """
                {"version": "4", "receiver": "ops", "externalURL": "http://am", "truncatedAlerts": 7, "alerts": [
                  {"status": "resolved", "labels": {"alertname": "Disk", "instance": "127.0.0.1:8099"},
                   "annotations": {"runbook_url": "https://wiki/disk"}, "generatorURL": "http://prom/graph",
                   "startsAt": "2026-11-22T09:00:00Z", "endsAt": "2026-11-22T09:10:00.5Z", "fingerprint": "f"}]}""").get(0);

        assertThat(alert.occurredAt()).isEqualTo(Instant.parse("2026-11-22T09:10:00.5Z"));
        assertThat(alert.labels()).containsEntry("runbook_url", "https://wiki/disk").containsEntry("alertname", "Disk")
                .containsEntry("generatorURL", "http://prom/graph").containsEntry("receiver", "ops")
                .containsEntry("truncatedAlerts", "7");
    }

    @Test
    void macrosThatWereNotResolvedAreNoLabels() {
        Alert alert = post("zabbix", """
                {"event_id": "19", "event_value": "1", "event_name": "n", "host": "h", "event_recovery_id": "{EVENT.RECOVERY.ID}",
                 "url": "{$ZABBIX.URL}/tr_events.php", "tags": "{EVENT.TAGS}", "opdata": "a {b} c"}""").get(0);

        assertThat(alert.labels()).containsKeys("event_id", "opdata").doesNotContainKeys("event_recovery_id", "url", "tags");
    }

    /** What is told again and what ends it has to be the same alert as what began it. */
    @Test
    void theEndIsAboutTheSameAsTheBeginning() {
        assertThat(sample("victorops", "zabbix-20-victorops-oncall.http").identity())
                .isEqualTo(sample("victorops", "zabbix-02-victorops-oncall.http").identity());
        assertThat(sample("victorops", "alertmanager-34-victorops-key-ops.http").identity())
                .isEqualTo(sample("victorops", "alertmanager-06-victorops-key-ops.http").identity());
        assertThat(sample("sns", "documented-cloudwatch-sns-ok.http").identity())
                .isEqualTo(sample("sns", "documented-cloudwatch-sns-insufficient-data.http").identity())
                .isEqualTo(sample("sns", "documented-cloudwatch-sns-alarm.http").identity());
        assertThat(sample("mackerel", "documented-mackerel-host-ok.json").identity())
                .isEqualTo(sample("mackerel", "documented-mackerel-host-critical.json").identity());
        assertThat(post("slack", "{'attachments': [{'title': '[RESOLVED] InstanceDown tokyo-1 (web a)'}]}").get(0).identity())
                .isEqualTo(sample("slack", "alertmanager-07-slack.http").identity());
    }

    /** Four and a half megabytes, as Alertmanager has sent them for a group of ten thousand. */
    @Test
    void aGroupOfTenThousandReadsSoon() {
        String member = """
                {"status": "firing", "labels": {"alertname": "InstanceDown", "cluster": "tokyo-1", "instance": "10.0.0.%d:9100",
                 "job": "node", "replica": "a", "severity": "critical", "team": "infra"}, "annotations": {"description":
                 "10.0.0.%d of job node has been down for more than 2 seconds.", "summary": "Instance down"},
                 "startsAt": "2026-11-22T09:46:29.556Z", "endsAt": "0001-01-01T00:00:00Z",
                 "generatorURL": "http://prometheus.example.jp:9090/graph?g0.expr=up+%%3D%%3D+0", "fingerprint": "%016x"}""";
        String body = IntStream.range(0, 10_000).mapToObj(i -> member.formatted(i, i, i))
                .collect(Collectors.joining(",", "{\"version\": \"4\", \"alerts\": [", "]}"));
        assertThat(body.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(4_500_000);

        List<Alert> alerts = assertTimeout(Duration.ofSeconds(30), () -> post("alertmanager", body));

        assertThat(alerts).hasSize(10_000).extracting(Alert::alias).doesNotHaveDuplicates();
    }

    private static Alert sample(String door, String file) {
        try {
            byte[] raw = Files.readAllBytes(RESOURCES.resolve("samples/webhook").resolve(file));
            return SOURCES.read(CapturedRequest.of(door, null, raw).message()).alerts().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Alert> post(String door, String body) {
        return SOURCES.read(WebhookMessage.of(door, "192.0.2.1", null, body.replace('\'', '"'))).alerts();
    }
}
