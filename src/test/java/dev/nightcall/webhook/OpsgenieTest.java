package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;

import static dev.nightcall.webhook.RunningWebhooks.KEY;
import static org.assertj.core.api.Assertions.assertThat;

/** Senders made for Opsgenie. */
class OpsgenieTest {

    private static final String ALERTS = "/opsgenie/v2/alerts";

    private static RunningWebhooks webhooks;

    @BeforeAll
    static void open() {
        webhooks = new RunningWebhooks();
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
    void alertmanagerCreatesAndCloses() {
        accepted(webhooks.replay("alertmanager-05-opsgenie-v2-alerts-Instance-127.0.0.1-8099-down.http", ALERTS,
                "00000000-0000-0000-0000-000000000000"));
        Alert fired = webhooks.only();
        assertThat(fired.system()).isEqualTo("zabbix");
        assertThat(fired.host()).isEqualTo("127.0.0.1:8099");
        assertThat(fired.service()).isEqualTo("Instance 127.0.0.1:8099 down");
        assertThat(fired.severity()).isEqualTo(Severity.ERROR);
        assertThat(fired.summary()).startsWith("Instance 127.0.0.1:8099 down\n127.0.0.1:8099 of job node has been down");
        assertThat(fired.labels()).containsEntry("team", "infra").containsKey("source");

        accepted(webhooks.replay("alertmanager-30-opsgenie-v2-alerts-e839edc7a008fb2e1aa2078dc851d69a54c0840d2.http",
                ALERTS + "/" + fired.alias() + "/close?identifierType=alias", "00000000-0000-0000-0000-000000000000"));
        assertThat(webhooks.only()).extracting(Alert::state, Alert::alias, Alert::system)
                .containsExactly(State.RESOLVED, fired.alias(), "zabbix");
    }

    /** Zabbix's script asks what became of its request, and keeps the alert's id. */
    @Test
    void zabbixCreatesAsksAndCloses() {
        String request = accepted(webhooks.replay("zabbix-05-opsgenie-v2-alerts-Problem-High-CPU-utilization-over-90-for.http",
                ALERTS + "/", "TOKEN"));
        Alert fired = webhooks.only();
        assertThat(fired.alias()).isEqualTo("19");
        assertThat(fired.service()).isEqualTo("Problem: High CPU utilization (over 90% for 5m)");
        assertThat(fired.labels()).containsEntry("source", "Zabbix").containsKey("Zabbix server");
        assertThat(fired.labels().get("tags")).contains("scope:performance");

        HttpResponse<String> answer = get(ALERTS + "/requests/" + request, KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode said = webhooks.json(answer);
        assertThat(said.at("/data/success").asBoolean()).isTrue();
        assertThat(said.at("/data/isSuccess").asBoolean()).isTrue();
        assertThat(said.at("/data/action").asText()).isEqualTo("Create");
        assertThat(said.at("/data/status").asText()).isEqualTo("Created alert");
        assertThat(said.at("/data/alertId").asText()).isEqualTo("19");
        assertThat(said.at("/data/alias").asText()).isEqualTo("19");
        assertThat(said.at("/data/processedAt").asText()).isEqualTo("2026-11-22T03:10:00Z");
        assertThat(said.at("/data/integrationId").asText()).isNotEmpty();
        assertThat(said.path("requestId").asText()).isEqualTo(request);

        String close = accepted(webhooks.replay("zabbix-23-opsgenie-v2-alerts-19-close-identifierType-alias.http",
                ALERTS + "/19/close?identifierType=alias", "TOKEN"));
        Alert closed = webhooks.only();
        assertThat(closed).extracting(Alert::state, Alert::alias).containsExactly(State.RESOLVED, "19");
        assertThat(closed.summary()).startsWith("Problem has been resolved at");
        assertThat(webhooks.json(get(ALERTS + "/requests/" + close, KEY)).at("/data/action").asText()).isEqualTo("Close");
    }

    @Test
    void opsgeniesOwnExampleIsRead() {
        accepted(webhooks.replay("documented-opsgenie-create-alert.http", ALERTS, "eb243592-faa2-4ba2-a551q-1afdf565c889"));

        assertThat(webhooks.only()).extracting(Alert::host, Alert::service, Alert::alias, Alert::severity)
                .containsExactly("An example entity", "An example alert message", "Life is too short for no alias",
                        Severity.CRITICAL);
    }

    /** As Alertmanager sends it for a group whose alerts have no summary in common. */
    @Test
    void aDescriptionIsEnough() {
        accepted(create("{\"alias\":\"e839\",\"message\":\"\",\"description\":\"Alerts Firing:\"}"));

        assertThat(webhooks.only()).extracting(Alert::alias, Alert::summary).containsExactly("e839", "Alerts Firing:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db/disk ①", "~plain", "a b", "5d41402a-bc4b-4a76-b971-9d911017c592", "%41"})
    void anAlertIsFoundByTheIdThatWeGaveIt(String alias) {
        String request = accepted(create("{\"message\":\"m\",\"alias\":\"%s\"}".formatted(alias)));
        assertThat(webhooks.only().alias()).isEqualTo(alias);
        JsonNode data = webhooks.json(get(ALERTS + "/requests/" + request, KEY)).path("data");
        assertThat(data.path("alias").asText()).isEqualTo(alias);
        String id = data.path("alertId").asText();
        assertThat(id).matches("[A-Za-z0-9._~-]+");

        for (String query : new String[] {"", "?identifierType=id"}) {
            accepted(act("POST", id + "/close" + query, "{}"));
            assertThat(webhooks.only()).extracting(Alert::state, Alert::alias).containsExactly(State.RESOLVED, alias);
        }
    }

    /** What happens to which alert says the path alone. */
    @ParameterizedTest
    @ValueSource(strings = {"action=close", "identifier=20", "colour=red"})
    void aParameterThatOpsgenieDoesNotKnowIsRefused(String query) {
        HttpResponse<String> answer = act("POST", "19/notes?" + query, "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(query.split("=")[0] + " is not known here");
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void anAlertWithoutAliasGetsOne() {
        String request = accepted(create("{\"message\":\"m\",\"priority\":\"P5\"}"));
        Alert fired = webhooks.only();
        assertThat(fired.severity()).isEqualTo(Severity.INFO);
        String id = webhooks.json(get(ALERTS + "/requests/" + request, KEY)).at("/data/alertId").asText();
        assertThat(UUID.fromString(id)).hasToString(fired.alias());
    }

    @ParameterizedTest
    @CsvSource({"POST, 19/close?identifierType=alias, RESOLVED", "DELETE, 19?identifierType=alias, RESOLVED",
            "POST, 19/acknowledge, ACKNOWLEDGED", "POST, 19/unacknowledge, NOTE", "POST, 19/snooze, NOTE", "POST, 19/notes, NOTE",
            "POST, 19/tags, NOTE", "POST, 19/details, NOTE", "DELETE, 19/tags?tags=a, NOTE", "PUT, 19/message, NOTE",
            "PUT, 19/description, NOTE", "PUT, 19/priority, NOTE", "POST, 19/actions/restart, NOTE",
            "DELETE, 19/details?keys=a, NOTE"})
    void everyActionIsWhatItIs(String method, String path, State state) {
        accepted(act(method, path, "{\"user\":\"sato\",\"note\":\"I look\",\"message\":\"new\",\"source\":\"web\"}"));

        Alert alert = webhooks.only();
        assertThat(alert).extracting(Alert::state, Alert::alias, Alert::system).containsExactly(state, "19", "zabbix");
        assertThat(alert.summary()).contains("I look");
        assertThat(alert.labels()).containsEntry(state == State.ACKNOWLEDGED ? "acknowledgedBy" : "user", "sato");
    }

    @Test
    void aHeartbeatIsAnsweredAndPhonesNobody() {
        for (String method : new String[] {"GET", "POST", "PUT"}) {
            HttpResponse<String> answer = webhooks.door.send(request("/opsgenie/v2/heartbeats/backup/ping", KEY)
                    .method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(webhooks.json(answer).path("result").asText()).isEqualTo("PONG - Heartbeat received");
            assertThat(webhooks.only()).extracting(Alert::state, Alert::alias).containsExactly(State.NOTE, "heartbeat backup");
        }
    }

    /** As somebody may have it read who has only the body. */
    @Test
    void theBareBodyOfACloseIsOne() {
        assertThat(webhooks.post("/webhooks/opsgenie", "{\"source\":\"http://alertmanager\"}", "x-api-key", KEY).statusCode())
                .isEqualTo(202);
        assertThat(webhooks.only().state()).isEqualTo(State.RESOLVED);
        // Other doors' bodies have such fields, too.
        webhooks.post("/webhooks/mackerel", "{\"source\":\"x\",\"message\":\"y\"}", "x-api-key", KEY);
        assertThat(webhooks.only().system()).isEqualTo("nightcall");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POST | alerts                | nobody           | {\"message\":\"m\"}     | 401 | Could not authenticate",
            "POST | alerts                | key-of-the-desk  | {\"message\":\"m\"} | 403 | the key desk does not have",
            "POST | alerts                | key-of-mackerel  | {\"message\":\"m\"} | 403 | the key limited may send",
            "POST | alerts                | key-of-zabbix/1  | {\"message\":           | 400 | not valid JSON",
            "POST | alerts                | key-of-zabbix/1  | {\"alias\":\"a\"}       | 422 | not processable",
            "POST | alerts                | key-of-zabbix/1  | {\"message\":\"m\",\"priority\":\"P6\"} | 422 | not processable",
            "POST | alerts/19/explode     | key-of-zabbix/1  | {}                      | 404 | does not have this",
            "POST | alerts/19/close?identifierType=tiny | key-of-zabbix/1 | {}         | 404 | tiny id [19]",
            "GET  | alerts/19?identifierType=alias | key-of-zabbix/1 |                 | 404 | does not have this",
            "GET  | alerts                | key-of-zabbix/1  |                         | 404 | does not have this",
            "GET  | alerts/requests/1234  | key-of-zabbix/1  |                     | 404 | Request with id [1234] does not exist",
            "GET  | teams                 | key-of-zabbix/1  |                         | 404 | does not have this"})
    void whatIsRefusedIsRefusedAsOpsgenieDoes(String method, String path, String key, String body, int status, String message) {
        HttpResponse<String> answer = webhooks.door.send(request("/opsgenie/v2/" + path, key)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode said = webhooks.json(answer);
        assertThat(said.path("message").asText()).contains(message);
        assertThat(said.path("took").isNumber()).isTrue();
        assertThat(said.path("requestId").asText()).isNotEmpty();
        assertThat(said.has("errors")).isEqualTo(status == 422);
        assertThat(webhooks.taken()).isEmpty();
    }

    @Test
    void onlyWhoSentARequestCanAskForItAndNobodyCanMakeOneUp() {
        String request = accepted(create("{\"message\":\"m\",\"alias\":\"secret\"}"));

        assertThat(get(ALERTS + "/requests/" + request, RunningWebhooks.OPERATOR).statusCode()).isEqualTo(403);
        assertThat(OpsgenieIds.accepted(request, "other")).isEmpty();
        assertThat(OpsgenieIds.accepted(request.substring(0, request.length() - 2) + "AA", KEY)).isEmpty();
        assertThat(OpsgenieIds.accepted("", KEY)).isEmpty();
    }

    @Test
    void inAnOutageTheSenderComesAgain() {
        webhooks.door.refuseOneAfter(0);

        HttpResponse<String> answer = create("{\"message\":\"m\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(webhooks.json(answer).path("message").asText()).contains("sent again");
    }

    private static HttpResponse<String> create(String body) {
        return webhooks.door.send(request(ALERTS, KEY).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> act(String method, String path, String body) {
        return webhooks.door.send(request(ALERTS + "/" + path, KEY).method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path, String key) {
        return webhooks.door.send(request(path, key).GET());
    }

    private static HttpRequest.Builder request(String path, String key) {
        return webhooks.door.at(path).header("Authorization", "GenieKey " + key);
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode said = webhooks.json(answer);
        assertThat(said.path("result").asText()).isEqualTo("Request will be processed");
        assertThat(said.path("took").isNumber()).isTrue();
        return said.path("requestId").asText();
    }
}
