package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static dev.nightcall.webhook.RunningWebhooks.KEY;
import static org.assertj.core.api.Assertions.assertThat;

/** Senders made for PagerDuty. */
class PagerDutyTest {

    private static final String V2 = "/pagerduty/v2/enqueue";
    private static final String CHANGE = "/pagerduty/v2/change/enqueue";
    private static final String V1 = "/pagerduty/generic/2010-04-15/create_event.json";
    private static final String OLD_KEY = "0123456789abcdef0123456789abcdef";

    private static final String WRONG_KEYS = "nightcall.http.wrong.keys";

    private static RunningWebhooks webhooks;

    @BeforeAll
    static void open() {
        webhooks = new RunningWebhooks();
    }

    @AfterAll
    static void close() {
        webhooks.close();
    }

    @Test
    void whoeverTriesManyKeysInsideOfEventsWaitsAndNobodyWithAKeyOutside() {
        double before = webhooks.door.counted(WRONG_KEYS);
        long began = System.nanoTime();
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> answer = webhooks.post(V2, "{\"routing_key\":\"nobody-%d\",\"event_action\":\"trigger\"}".formatted(i),
                    "X-Forwarded-For", "198.51.100.7, 203.0.113.9");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().map()).doesNotContainKey("x-nightcall-wrong-key");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(webhooks.door.counted(WRONG_KEYS) - before).isEqualTo(12);

        assertThat(webhooks.post(V2, trigger("info"), "X-Routing-Key", KEY).statusCode()).isEqualTo(202);
        assertThat(webhooks.door.counted(WRONG_KEYS) - before).isEqualTo(12);
    }

    /** A wrong one in a header is counted by the server; that the event has none inside is no second one. */
    @Test
    void aRequestWithAWrongKeyIsOne() {
        double before = webhooks.door.counted(WRONG_KEYS);

        HttpResponse<String> answer = webhooks.post(V2, trigger("info"), "X-Routing-Key", "nobody");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("x-nightcall-wrong-key");
        assertThat(webhooks.door.counted(WRONG_KEYS) - before).isEqualTo(1);
    }

    @AfterEach
    void nothingLeft() {
        webhooks.taken();
    }

    @Test
    void alertmanagerTriggersAndResolves() {
        success(webhooks.replay("alertmanager-04-pagerduty-v2-enqueue-trigger.http", V2, OLD_KEY), 202, "dedup_key",
                "e839edc7a008fb2e1aa2078dc851d69a54c0840d24b62a031a87596cf9147922");
        Alert fired = webhooks.only();
        assertThat(fired.system()).isEqualTo("zabbix");
        assertThat(fired.host()).isEqualTo("Alertmanager");
        assertThat(fired.service()).isEqualTo("[FIRING:1] InstanceDown tokyo-1 (127.0.0.1:8099 node a critical infra)");
        assertThat(fired.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(fired.state()).isEqualTo(State.FIRING);
        assertThat(fired.labels()).containsEntry("client", "Alertmanager").containsEntry("num_firing", "1");

        webhooks.replay("alertmanager-35-pagerduty-v2-enqueue-resolve.http", V2, OLD_KEY);
        Alert resolved = webhooks.only();
        assertThat(resolved.state()).isEqualTo(State.RESOLVED);
        assertThat(resolved.alias()).isEqualTo(fired.alias()).hasSize(64);
    }

    @Test
    void zabbixTriggersAcknowledgesAndResolves() {
        success(webhooks.replay("zabbix-04-pagerduty-v2-enqueue-trigger.http", V2, OLD_KEY), 202, "dedup_key", "19");
        Alert fired = webhooks.only();
        assertThat(fired.host()).isEqualTo("web02.example.jp : 192.0.2.41");
        assertThat(fired.severity()).isEqualTo(Severity.ERROR);
        assertThat(fired.alias()).isEqualTo("19");
        assertThat(fired.labels()).containsEntry("Event host", "web02.example.jp").containsKey("link");

        success(webhooks.replay("zabbix-43-pagerduty-v2-enqueue-acknowledge.http", V2, OLD_KEY), 202, "dedup_key", "25");
        assertThat(webhooks.only()).extracting(Alert::state, Alert::alias).containsExactly(State.ACKNOWLEDGED, "25");
        success(webhooks.replay("zabbix-22-pagerduty-v2-enqueue-resolve.http", V2, OLD_KEY), 202, "dedup_key", "19");
        assertThat(webhooks.only()).extracting(Alert::state, Alert::alias).containsExactly(State.RESOLVED, "19");
    }

    @Test
    void allFieldsOfPagerDutysOwnExampleAreRead() {
        webhooks.post(V2 + "?system=XYZ", """
                {"routing_key": "%s", "event_action": "trigger", "dedup_key": "k", "client": "Monitor",
                 "payload": {"summary": "disk full", "source": "db1", "severity": "warning", "component": "postgres",
                  "group": "prod", "class": "disk",
                  "timestamp": "2026-11-22T02:00:00.000+0000", "custom_details": {"load": 0.75}}}"""
                .formatted(KEY));

        Alert alert = webhooks.only();
        assertThat(alert.system()).isEqualTo("XYZ");
        assertThat(alert.service()).isEqualTo("postgres");
        assertThat(alert.summary()).isEqualTo("disk full");
        assertThat(alert.occurredAt()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(alert.labels()).containsEntry("group", "prod").containsEntry("class", "disk")
                .containsEntry("component", "postgres").containsEntry("client", "Monitor").containsEntry("load", "0.75");
        assertThat(alert.toString()).doesNotContain(KEY);
    }

    @Test
    void aTriggerWithoutANameGetsOneByWhichItCanBeResolved() {
        String name = webhooks.json(webhooks.post(V2, trigger("error"), "X-Routing-Key", KEY)).path("dedup_key").asText();

        assertThat(name).hasSize(32);
        assertThat(webhooks.only().alias()).isEqualTo(name);
        webhooks.post(V2, "{\"routing_key\":\"%s\",\"event_action\":\"resolve\",\"dedup_key\":\"%s\"}".formatted(KEY, name));
        assertThat(webhooks.only()).extracting(Alert::state, Alert::alias).containsExactly(State.RESOLVED, name);
    }

    @Test
    void aChangeIsNoProblem() {
        HttpResponse<String> answer = webhooks.post(CHANGE, """
                {"routing_key": "%s", "event_action": "trigger",
                 "payload": {"summary": "deployed", "source": "ci", "timestamp": "2026-11-22T02:00:00Z"}}""".formatted(KEY));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(webhooks.json(answer).path("status").asText()).isEqualTo("success");
        assertThat(webhooks.only()).extracting(Alert::state, Alert::host, Alert::summary)
                .containsExactly(State.NOTE, "ci", "deployed");
    }

    @Test
    void versionOneIsSpokenToo() {
        success(webhooks.post(V1, """
                {"service_key": "%s", "event_type": "trigger", "incident_key": "db1/disk", "description": "DISK CRITICAL",
                 "details": {"HOSTNAME": "db1", "SERVICEDESC": "disk", "SERVICESTATE": "WARNING"}}""".formatted(KEY)),
                200, "incident_key", "db1/disk");
        assertThat(webhooks.only())
                .extracting(Alert::system, Alert::host, Alert::service, Alert::alias, Alert::severity, Alert::state,
                        Alert::summary)
                .containsExactly("zabbix", "db1", "disk", "db1/disk", Severity.WARNING, State.FIRING, "DISK CRITICAL");

        HttpResponse<String> unnamed = webhooks.post(V1,
                "{\"service_key\":\"%s\",\"event_type\":\"trigger\",\"description\":\"it hurts\"}".formatted(KEY));
        assertThat(webhooks.only()).extracting(Alert::alias, Alert::severity, Alert::service)
                .containsExactly(webhooks.json(unnamed).path("incident_key").asText(), Severity.CRITICAL, "it hurts");
        webhooks.post(V1, "{\"service_key\":\"%s\",\"event_type\":\"acknowledge\",\"incident_key\":\"k\"}".formatted(KEY));
        assertThat(webhooks.only()).extracting(Alert::alias, Alert::state).containsExactly("k", State.ACKNOWLEDGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            V2 + " | {\"routing_key\":                                              | JSON is invalid",
            V2 + " | [1]                                                            | JSON is invalid",
            V2 + " | {'event_action':'trigger'}                                     | 'routing_key' is missing or blank",
            V2 + " | {'routing_key':'nobody','event_action':'trigger'}              | Invalid routing key",
            V2 + " | {'routing_key':'key-of-mackerel','event_action':'trigger'}     | the key limited may send to mackerel only",
            V2 + " | {'routing_key':'KEY'}                                          | 'event_action' is missing or blank",
            V2 + " | {'routing_key':'KEY','event_action':'explode'}                 | 'event_action' is invalid",
            V2 + " | {'routing_key':'KEY','event_action':'resolve'}                 | 'dedup_key' is missing or blank",
            V2 + " | {'routing_key':'KEY','event_action':'acknowledge','dedup_key':' '} | 'dedup_key' is missing or blank",
            V2 + " | {'routing_key':'KEY','event_action':'trigger'}                 | 'payload.summary' is missing or blank",
            V2 + " | {'routing_key':'KEY',TRIGGER,'payload':{'summary':'s','severity':'info'}} | 'payload.source'",
            V2 + " | {'routing_key':'KEY',TRIGGER,'payload':{'summary':'s','source':'h'}} | 'payload.severity' is mis",
            V2 + " | {'routing_key':'KEY',TRIGGER,'payload':{'summary':'s','source':'h','severity':'page'}} | 'warning'",
            CHANGE + " | {'routing_key':'KEY','payload':{}}                         | 'payload.summary' is missing or blank",
            V1 + " | {'service_key':'KEY','event_type':'trigger'}                   | 'description' is missing or blank",
            V1 + " | {'service_key':'KEY','event_type':'resolve'}                   | 'incident_key' is missing or blank",
            V1 + " | {'service_key':'nobody','event_type':'trigger'}                | Invalid routing key",
            V1 + " | {'routing_key':'KEY','event_type':'trigger'}                   | 'service_key' is missing or blank"})
    void anInvalidEventIsRefusedAsPagerDutyDoes(String path, String body, String error) {
        HttpResponse<String> answer = webhooks.post(path,
                body.replace("TRIGGER", "'event_action':'trigger'").replace('\'', '"').replace("KEY", KEY));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode said = webhooks.json(answer);
        assertThat(said.path("status").asText()).isEqualTo("invalid event");
        assertThat(said.path("message").asText()).isEqualTo("Event object is invalid");
        assertThat(said.path("errors").toString()).contains(error);
        assertThat(webhooks.taken()).isEmpty();
    }

    /** The tree of each would need a multiple of what is left. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'x':[        | ]}                      | is missing or blank",
            "{'x':[        | ],'routing_key':'nob'}  | Invalid routing key",
            "[             | ]                       | JSON is invalid",
            "{'x':[        | ]]                      | JSON is invalid"})
    void whoShowsNoKeyNeedsNothingOfTheMemoryThatOthersShare(String begin, String end, String error) {
        try (Share one = RunningWebhooks.MEMORY.open(); Share other = RunningWebhooks.MEMORY.open()) {
            one.take(60_000_000);
            other.take(35_000_000);
            HttpResponse<String> answer = webhooks.postPacked(V2,
                    (begin + "{},".repeat(150_000) + "{}" + end).replace('\'', '"'));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(webhooks.json(answer).path("errors").toString()).contains(error);
        }
    }

    @Test
    void onlyWhoShowsAKeyMaySendMoreThanPagerDutyTakes() {
        String event = "{\"routing_key\":\"%s\",\"x\":\"%s\",".formatted(KEY, "x".repeat(600_000))
                + trigger("info").substring(1);

        assertThat(webhooks.postPacked(V2, event).statusCode()).isEqualTo(413);
        assertThat(webhooks.taken()).isEmpty();
        assertThat(webhooks.postPacked(V2, event, "X-Routing-Key", KEY).statusCode()).isEqualTo(202);
        assertThat(webhooks.taken()).hasSize(1);
    }

    /** As scripts paste it together. */
    @Test
    void theKeyIsFoundInWhatIsNoProperJson() {
        String event = "{\"dedup_key\":\"C:\\users\\x\"," + trigger("info").substring(1)
                .replace("}}", "},\"routing_key\":\"%s\",}".formatted(KEY));

        assertThat(webhooks.post(V2, event).statusCode()).isEqualTo(202);
        assertThat(webhooks.only().alias()).isEqualTo("C:\\users\\x");
    }

    @Test
    void inAnOutageTheSenderComesAgain() {
        webhooks.door.refuseOneAfter(0);

        HttpResponse<String> answer = webhooks.post(V2, trigger("info"), "X-Routing-Key", KEY);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(webhooks.json(answer).path("status").asText()).isEqualTo("event not processed");
        assertThat(answer.body()).doesNotContain("SQS", "Exception");
    }

    /** Whatever becomes of it, the text of an alert is read by many. */
    @Test
    void theKeyIsNotHandedOn() {
        for (PagerDutyApi api : PagerDutyApi.values()) {
            String body = """
                    {"%s": "key-1", "event_action": "trigger", "event_type": "trigger", "description": "d",
                     "payload": {"summary": "s", "source": "h", "severity": "info"}}""".formatted(api.key());
            Arrival arrival = new PagerDuty(api, new ApiKeys("a:send:key-1"), Memory.unlimited())
                    .receive(new Request("POST", api.path(), "", null, null, null, (reader, from) -> body, null,
                            Memory.unlimited().open()));

            assertThat(arrival.message().text()).contains("summary").doesNotContain("key-1");
            assertThat(arrival.message().system()).contains("a");
        }
    }

    @Test
    void whatIsNotAsked() {
        assertThat(webhooks.door.send(webhooks.door.at(V2).GET()).statusCode()).isEqualTo(405);
        assertThat(webhooks.post("/pagerduty/v3/enqueue", "{}").statusCode()).isEqualTo(404);
        try (LogTap log = new LogTap()) {
            webhooks.post(V2, trigger("no").replace("{\"event", "{\"routing_key\":\"" + KEY + "\",\"event"));
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("key-of"));
        }
    }

    private static String trigger(String severity) {
        return "{\"event_action\":\"trigger\","
                + "\"payload\":{\"summary\":\"s\",\"source\":\"h\",\"severity\":\"%s\"}}".formatted(severity);
    }

    private static void success(HttpResponse<String> answer, int status, String name, String value) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode said = webhooks.json(answer);
        assertThat(said.path("status").asText()).isEqualTo("success");
        assertThat(said.path("message").asText()).isEqualTo("Event processed");
        assertThat(said.path(name).asText()).isEqualTo(value);
        assertThat(List.of("status", "message", name)).containsExactlyInAnyOrderElementsOf(() -> said.fieldNames());
    }
}
