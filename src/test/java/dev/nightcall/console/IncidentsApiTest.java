package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedNightcall.class)
class IncidentsApiTest {

    private final RunningNightcall nightcall;

    IncidentsApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void listsOpenIncidentsWithEveryField() {
        String id = open("listed");

        JsonNode incident = inList("open", id);

        assertThat(incident.path("group").asText()).isEqualTo("listed");
        assertThat(incident.path("status").asText()).isEqualTo("open");
        assertThat(incident.has("acknowledgedBy")).isTrue();
        assertThat(incident.path("acknowledgedBy").isNull()).isTrue();
        assertThat(incident.path("round").asInt()).isEqualTo(1);
        assertThat(incident.path("step").asInt()).isZero();
        assertThat(incident.path("openedAt").asText()).endsWith("Z");
    }

    @Test
    void showsAnIncidentWithAlertsAndTimeline() {
        String id = open("shown");

        // The incident is there before its alerts are.
        JsonNode incident = await().until(() -> nightcall.get("/api/incidents/" + id).json(),
                shown -> !shown.path("alerts").isEmpty() && !shown.path("timeline").isEmpty());

        assertThat(incident.path("id").asText()).isEqualTo(id);
        JsonNode alert = incident.path("alerts").path(0);
        assertThat(alert.path("key").asText()).isEqualTo("shown/Server1/CPU");
        assertThat(alert.path("severity").asText()).isEqualTo("error");
        assertThat(alert.path("state").asText()).isEqualTo("firing");
        assertThat(alert.path("summary").asText()).isEqualTo("it hurts");
        assertThat(alert.path("count").asInt()).isEqualTo(1);
        assertThat(alert.path("held").asBoolean()).isFalse();
        assertThat(alert.path("occurredAt").asText()).isNotEmpty();
        assertThat(incident.path("timeline").path(0).path("event").asText()).isEqualTo("opened");
        assertThat(incident.path("calls")).isEmpty();
    }

    @Test
    void showsTheCallsOfAnIncidentWithTheNumberMasked() {
        nightcall.script("+819000000002", Map.of("behaviour", "answer", "afterSeconds", 0.1,
                "keys", List.of("1", "1"), "keyAfterSeconds", 0.1));
        String id = open("called-once");

        JsonNode call = await().until(
                () -> nightcall.get("/api/incidents/" + id).json().path("calls").path(0),
                shown -> shown.hasNonNull("outcome") && shown.hasNonNull("settledAt"));

        assertThat(call.path("outcome").asText()).isEqualTo("acknowledged");
        assertThat(call.path("engineer").asText()).isEqualTo("suzuki");
        assertThat(call.path("number").asText()).isEqualTo("+***002");
        // Others that wait for the line are told in the same call.
        assertThat(call.path("incidents")).anyMatch(incident -> incident.asText().equals(id));
        JsonNode listed = find(nightcall.get("/api/calls").json().path("calls"), call.path("id").asText());
        assertThat(listed.path("contactId").asText()).isNotEmpty();
        assertThat(nightcall.get("/api/incidents/" + id).body()).doesNotContain("+81900");
        assertThat(inList("acknowledged", id).path("acknowledgedBy").asText()).isEqualTo("suzuki");
    }

    @Test
    void acknowledgesAndRenewsForOneAndRefusesOthers() {
        String id = open("taken");

        JsonNode taken = act(id, "acknowledge", "sato", 200).json();
        assertThat(taken.path("status").asText()).isEqualTo("acknowledged");
        assertThat(taken.path("acknowledgedBy").asText()).isEqualTo("sato");
        JsonNode renewed = act(id, "acknowledge", "sato", 200).json();
        assertThat(renewed.path("acknowledgedUntil").asText()).isGreaterThan(taken.path("acknowledgedUntil").asText());

        Answer refused = act(id, "acknowledge", "suzuki", 409);
        assertThat(refused.type()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("detail").asText())
                .contains("acknowledged by sato until " + renewed.path("acknowledgedUntil").asText());
    }

    @Test
    void resolvesOnceAndIsNotTakenAfterwards() {
        String id = open("closed");

        JsonNode resolved = act(id, "resolve", "sato", 200).json();
        assertThat(resolved.path("status").asText()).isEqualTo("resolved");
        assertThat(resolved.path("resolvedBy").asText()).isEqualTo("sato");
        assertThat(act(id, "resolve", "suzuki", 200).json().path("resolvedBy").asText()).isEqualTo("sato");
        assertThat(act(id, "acknowledge", "sato", 409).json().path("detail").asText()).contains("resolved by sato");
        assertThat(inList("resolved", id).path("resolvedAt").asText()).isNotEmpty();
    }

    @Test
    void pagesEveryIncidentOnce() {
        List<String> opened = List.of(open("page-1"), open("page-2"), open("page-3"));
        List<String> read = new ArrayList<>();

        String next = "";
        do {
            JsonNode page = nightcall.get("/api/incidents?limit=2" + next).json();
            assertThat(page.path("incidents").size()).isLessThanOrEqualTo(2);
            page.path("incidents").forEach(incident -> read.add(incident.path("id").asText()));
            next = page.hasNonNull("next") ? "&next=" + page.path("next").asText() : null;
        } while (next != null);

        assertThat(read).doesNotHaveDuplicates().containsAll(opened);
    }

    @Test
    void doesNotGoOnInAnotherList() {
        open("other-1");
        open("other-2");
        String next = nightcall.get("/api/incidents?limit=1").json().path("next").asText();

        Answer answer = nightcall.get("/api/incidents?status=resolved&limit=1&next=" + next);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("next");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=501, limit", "limit=many, limit", "limit=-1, limit", "status=closed, status",
            "next=%21, next", "next=e30, next", "next=eyJ4IjoieSJ9, next", "limit=1&limit=2, limit"})
    void namesWhatIsWrongInTheQuery(String query, String field) {
        Answer answer = nightcall.get("/api/incidents?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(answer.json().path("detail").asText()).startsWith(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{} | /by", "{\"by\": \"\"} | /by", "{\"by\": 7} | /by", "{\"by\": null} | /by",
            "{\"by\": \"sato\", \"minute\": 5} | /minute", "[] | ''", "nothing | ''", "'' | ''",
            "{\"by\": \"a\", \"by\": \"b\"} | ''"})
    void namesWhatIsWrongInTheBody(String body, String field) {
        String id = open("badly-asked");

        Answer answer = nightcall.post("/api/incidents/" + id + "/acknowledge", body == null ? "" : body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void refusesALongName() {
        String id = open("long-name");

        act(id, "acknowledge", "x".repeat(101), 400);
        act(id, "acknowledge", "x".repeat(100), 422);
    }

    @Test
    void whoActsIsAnEngineerOrTheKey() {
        String id = open("by-whom");

        Answer refused = act(id, "acknowledge", "stao", 422);
        assertThat(refused.type()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("field").asText()).isEqualTo("/by");
        assertThat(refused.json().path("detail").asText()).contains("stao is neither (did you mean sato?)");
        act(id, "resolve", "stao", 422);
        assertThat(act(id, "acknowledge", RunningNightcall.KEY_NAME, 200).json().path("timeline").findValuesAsText("reason"))
                .anyMatch(reason -> reason.endsWith(", by the API with the key " + RunningNightcall.KEY_NAME));
        assertThat(act(id, "resolve", "sato", 200).json().path("timeline").findValuesAsText("reason"))
                .contains("by hand, by the API with the key " + RunningNightcall.KEY_NAME);
    }

    @Test
    void whoHasItMayBeRelieved() {
        String id = open("relieved");
        assertThat(takeFrom(id, "suzuki", "sato", 409)).contains("is open, and sato does not have it");
        act(id, "acknowledge", "sato", 200);
        assertThat(takeFrom(id, "suzuki", "tanaka", 409)).contains("acknowledged by sato until");

        assertThat(takeFrom(id, "suzuki", "sato", 200)).contains("\"acknowledgedBy\":\"suzuki\"");
        assertThat(takeFrom(id, "suzuki", "sato", 200)).as("said again").contains("taken from sato until");
        assertThat(takeFrom(id, "tanaka", "sato", 409)).as("who is too late").contains("acknowledged by suzuki until");
        act(id, "acknowledge", "sato", 409);
    }

    /** What was filed after that is new to whoever takes it. */
    @Test
    void whoTakesItMaySayWhatTheyHaveSeen() {
        String id = open("seen");
        String asOf = nightcall.get("/api/incidents/" + id).json().path("asOf").asText();

        Answer refused = nightcall.post("/api/incidents/" + id + "/acknowledge", "{\"by\": \"sato\", \"asOf\": \"yesterday\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("must be a time as 2026-11-22T18:10:00Z", "/asOf");
        Answer taken = nightcall.post("/api/incidents/" + id + "/acknowledge", "{\"by\": \"sato\", \"asOf\": \"" + asOf + "\"}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    }

    private String takeFrom(String id, String by, String from, int expected) {
        Answer answer = nightcall.post("/api/incidents/" + id + "/acknowledge",
                "{\"by\": \"" + by + "\", \"from\": \"" + from + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
        return answer.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "group%2Flisted", "%20"})
    void knowsNoOtherIncident(String id) {
        open("listed");

        assertThat(nightcall.get("/api/incidents/" + id).status()).isEqualTo(404);
        act(id, "acknowledge", "sato", 404);
        act(id, "resolve", "sato", 404);
    }

    /** DynamoDB refuses such a key: that is no outage after which the same is sent again. */
    @Test
    void whatIsLongerThanAnyIdIsNoOutage() {
        String id = "a".repeat(2049);

        assertThat(nightcall.get("/api/incidents/" + id).status()).isEqualTo(400);
        act(id, "acknowledge", "sato", 400);
        act(id, "resolve", "sato", 400);
        assertThat(nightcall.delete("/api/suppressions/" + id + "/b/c").status()).isEqualTo(400);
        assertThat(nightcall.get("/api/incidents/" + "%E9%9A%9C".repeat(400)).status()).as("1200 bytes").isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/incidents", "GET, /api/incidents/x", "POST, /api/incidents/x/acknowledge",
            "POST, /api/incidents/x/resolve", "GET, /api/calls", "GET, /api/suppressions", "POST, /api/suppressions",
            "DELETE, /api/suppressions/x", "GET, /api/oncall", "GET, /api/dead-letters", "POST, /api/dead-letters/x/replay"})
    void asksForAKeyThatMayOperate(String method, String path) {
        var nobody = java.net.http.HttpRequest.BodyPublishers.noBody();

        assertThat(nightcall.send(nightcall.without(path).method(method, nobody)).status()).isEqualTo(401);
        assertThat(nightcall.send(nightcall.without(path).header("x-api-key", "wrong-key").method(method, nobody)).status())
                .isEqualTo(401);
        assertThat(nightcall.send(nightcall.without(path).header("x-api-key", RunningNightcall.SENDER)
                .method(method, nobody)).status()).isEqualTo(403);
    }

    @Test
    void answersOtherMethodsAndPathsAsProblems() {
        assertThat(nightcall.delete("/api/incidents").status()).isEqualTo(405);
        assertThat(nightcall.get("/api/nothing").status()).isEqualTo(404);
    }

    private String open(String system) {
        nightcall.alert(system, "Server1", "CPU", "error", "firing");
        return await().until(() -> {
            for (String status : List.of("open", "acknowledged")) {
                for (JsonNode incident : nightcall.get("/api/incidents?limit=500&status=" + status).json().path("incidents")) {
                    if (incident.path("group").asText().equals(system)) {
                        return incident.path("id").asText();
                    }
                }
            }
            return null;
        }, id -> id != null);
    }

    private Answer act(String id, String what, String by, int expected) {
        Answer answer = nightcall.post("/api/incidents/" + id + "/" + what, "{\"by\": \"" + by + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private JsonNode inList(String status, String id) {
        Answer answer = nightcall.get("/api/incidents?limit=500&status=" + status);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        return find(answer.json().path("incidents"), id);
    }

    private static JsonNode find(JsonNode list, String id) {
        for (JsonNode one : list) {
            if (one.path("id").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(id + " is not in " + list);
    }
}
