package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedNightcall.class)
class SuppressionsApiTest {

    private final RunningNightcall nightcall;

    SuppressionsApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void beginsListsAndHolds() {
        Answer begun = begin("""
                {"system": "watched", "minutes": 30, "severity": "error", "by": "sato", "reason": "maintenance"}""", 201);

        JsonNode suppression = begun.json();
        assertThat(begun.type()).isEqualTo("application/json");
        assertThat(suppression.path("key").asText()).isEqualTo("watched/*/*");
        assertThat(suppression.path("severity").asText()).isEqualTo("error");
        assertThat(suppression.path("by").asText()).isEqualTo("sato");
        assertThat(suppression.path("reason").asText()).isEqualTo("maintenance");
        long until = suppression.path("untilEpochSeconds").asLong();
        assertThat(Instant.parse(suppression.path("until").asText()).getEpochSecond()).isEqualTo(until);
        assertThat(until).isCloseTo(Instant.now().plus(Duration.ofMinutes(30)).getEpochSecond(), within(5L));
        assertThat(listed("watched/*/*")).isTrue();

        nightcall.alert("watched", "Server1", "CPU", "error", "firing");
        nightcall.alert("watched", "Server1", "CPU", "critical", "firing");
        await().until(() -> nightcall.get("/api/incidents?limit=500").body().contains("\"watched\""));
        await().until(() ->
                !nightcall.manage("/metrics").body().contains("nightcall_alerts_total{decision=\"held\"} 0.0"));
    }

    @Test
    void takesOpenIncidentsAway() {
        nightcall.alert("taken-away", "Server1", "CPU", "error", "firing");
        await().until(() -> nightcall.get("/api/incidents?limit=500").body().contains("taken-away"));

        begin("{\"key\": \"taken-away/Server1/CPU\", \"minutes\": 5, \"by\": \"sato\"}", 201);

        JsonNode suppressed = nightcall.get("/api/incidents?status=suppressed&limit=500").json().path("incidents");
        assertThat(suppressed).anyMatch(incident -> incident.path("group").asText().equals("taken-away")
                && incident.path("suppressedBy").asText().equals("sato"));
        String id = suppressed.findParents("group").stream().filter(incident -> incident.path("group").asText().equals("taken-away"))
                .findFirst().orElseThrow().path("id").asText();
        assertThat(nightcall.get("/api/incidents/" + id).body()).as("the timeline").contains(", by the API with the key ");
        assertThat(nightcall.delete("/api/suppressions/taken-away/Server1/CPU").status()).isEqualTo(204);
        await().until(() -> nightcall.get("/api/incidents?limit=500").body().contains("taken-away"));
    }

    @ParameterizedTest
    @CsvSource({
            // the key as it is listed, and the path by which it is ended
            "one-part/server1/CPU Utilization, one-part%2FServer1%2FCPU%20Utilization",
            "plain/server1/CPU Utilization, plain/Server1/CPU%20Utilization",
            "slash-one/server1/%2Fvar%2Flog, slash-one%2FServer1%2F%252Fvar%252Flog",
            "slash-plain/server1/%2Fvar%2Flog, slash-plain/Server1/%2Fvar%2Flog",
            "slash-twice/server1/%2Fvar%2Flog, slash-twice/Server1/%252Fvar%252Flog",
            "percent-one/server1/100%25, percent-one%2FServer1%2F100%2525",
            "percent-plain/server1/100%25, percent-plain/Server1/100%25",
            "plus/server1/a+b, plus/Server1/a+b",
            "star/*/*, star/*/*",
            "star-one/*/*, star-one%2F*%2F*",
            "日本/サーバ1/CPU, %E6%97%A5%E6%9C%AC/%E3%82%B5%E3%83%BC%E3%83%901/CPU",
    })
    void endsByKeyHoweverItIsEncoded(String key, String path) {
        begin("{\"key\": \"" + key + "\", \"minutes\": 5, \"by\": \"sato\"}", 201);
        assertThat(listed(key)).isTrue();

        Answer ended = nightcall.delete("/api/suppressions/" + path);

        assertThat(ended.status()).as(ended.body()).isEqualTo(204);
        assertThat(ended.body()).isEmpty();
        assertThat(listed(key)).isFalse();
    }

    @Test
    void knowsNoOtherSuppression() {
        assertThat(nightcall.delete("/api/suppressions/nothing/here/either").status()).isEqualTo(404);
        assertThat(nightcall.delete("/api/suppressions/nothing").status()).isEqualTo(404);
        assertThat(nightcall.delete("/api/suppressions/").status()).isEqualTo(404);
        assertThat(nightcall.delete("/api/suppressions").status()).isEqualTo(404);
    }

    @Test
    void keepsTheLongerOne() {
        long longer = begin("{\"system\": \"longer\", \"minutes\": 60, \"by\": \"sato\"}", 201).json().path("untilEpochSeconds").asLong();

        Answer shorter = begin("{\"system\": \"longer\", \"minutes\": 5, \"by\": \"suzuki\"}", 201);

        assertThat(shorter.json().path("untilEpochSeconds").asLong()).isEqualTo(longer);
        assertThat(shorter.json().path("by").asText()).isEqualTo("sato");
    }

    @Test
    void takesAnEndWithAnOffset() {
        String until = Instant.now().plus(Duration.ofHours(1)).atOffset(ZoneOffset.ofHours(9)).withNano(0).toString();

        JsonNode begun = begin("{\"system\": \"with-end\", \"until\": \"" + until + "\", \"by\": \"sato\"}", 201).json();

        assertThat(Instant.parse(begun.path("until").asText())).isEqualTo(java.time.OffsetDateTime.parse(until).toInstant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | /key", "{\"key\": \"a/b/c\", \"system\": \"a\"} | /key", "{\"key\": \"a/b\"} | /key", "{\"key\": \"/\"} | /key",
            "{\"key\": \"///\"} | /key", "{\"key\": \" \"} | /key",
            "{\"key\": \"*/b/c\"} | /key", "{\"key\": \"a/b/100%\"} | /key", "{\"system\": \"\"} | /system",
            "{\"system\": \"a\"} | /until", "{\"system\": \"a\", \"minutes\": 0} | /minutes",
            "{\"system\": \"a\", \"minutes\": 43201} | /minutes", "{\"system\": \"*\", \"minutes\": 5} | /system",
            "{\"key\": \"*/*/*\", \"minutes\": 5} | /key", "{\"system\": \"a\", \"minutes\": 5, \"by\": \"sato\"} | /reason", "{\"system\": \"a\", \"minutes\": 1.5} | /minutes",
            "{\"system\": \"a\", \"minutes\": \"5\"} | /minutes",
            "{\"system\": \"a\", \"minutes\": 5, \"until\": \"2026-11-22T06:00:00Z\"} | /until",
            "{\"system\": \"a\", \"until\": \"tomorrow\"} | /until",
            "{\"system\": \"a\", \"until\": \"2099-11-22T06:00:00\"} | /until",
            "{\"system\": \"a\", \"until\": \"2001-01-01T00:00:00Z\"} | /until",
            "{\"system\": \"a\", \"until\": \"2199-01-01T00:00:00Z\"} | /until",
            "{\"system\": \"a\", \"minutes\": 5, \"severity\": \"bad\"} | /severity",
            "{\"system\": \"a\", \"minutes\": 5} | /by", "{\"system\": \"a\", \"host\": 1, \"minutes\": 5} | /host",
            "{\"sistem\": \"a\"} | /sistem"})
    void namesWhatIsWrong(String body, String field) {
        Answer answer = begin(body, 400);

        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void whoeverWantsItIsSomebody() {
        Answer answer = begin("{\"system\": \"a\", \"minutes\": 5, \"by\": \"szuki\", \"reason\": \"work\"}", 422);
        assertThat(answer.json().path("detail").asText()).contains("did you mean suzuki?");
    }

    private Answer begin(String body, int expected) {
        String whole = expected == 201 && !body.contains("reason") ? body.replaceFirst("}$", ", \"reason\": \"work\"}") : body;
        Answer answer = nightcall.post("/api/suppressions", whole);
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
        return answer;
    }

    private boolean listed(String key) {
        for (JsonNode suppression : nightcall.get("/api/suppressions").json().path("suppressions")) {
            if (suppression.path("key").asText().equals(key)) {
                return true;
            }
        }
        return false;
    }
}
