package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked before the night, by HTTP. */
@ExtendWith(SharedNightcall.class)
class PlanApiTest {

    private static final String ALERT = """
            {"system": "called-before", "host": "Server1", "service": "CPU"}""";

    private final RunningNightcall nightcall;

    PlanApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void aPlanIsChecked() {
        String plan = """
                timezone: Asia/Tokyo
                engineers: {sato: {name: S, phones: [{number: "+819012345678"}]}}
                policies:
                  default: {steps: [{recipients: ["call:sato", "direct:notify-log", "direct:nobody"]}]}
                  spare: {steps: [{recipients: ["call:sato"]}]}
                """;
        Answer answer = nightcall.post("/api/oncall/check", plan);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.json().path("errors")).singleElement().extracting(JsonNode::asText).isEqualTo(
                "oncall.yaml:4: /policies/default/steps/0/recipients/2: no route reads direct:nobody");
        assertThat(answer.json().path("warnings")).as("of a plan that can be in force").isEmpty();
        assertThat(nightcall.post("/api/oncall/check", plan.replace(", \"direct:nobody\"", "")).json().path("warnings"))
                .singleElement().extracting(JsonNode::asText).isEqualTo(
                "oncall.yaml:5: /policies/spare: is the policy of no rule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "timezone: [", "\u0001", "a: &a [*a]", "null", "engineers: 7"})
    void whateverIsWrongWithAPlanIsAnAnswer(String yaml) {
        Answer answer = nightcall.post("/api/oncall/check", yaml);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("errors")).isNotEmpty();
        assertThat(answer.json().path("errors")).allMatch(error -> error.asText().startsWith("oncall.yaml:"));
    }

    @Test
    void whatIsNoTextOrTooLongIsSaid() {
        Answer noText = nightcall.send(nightcall.request("/api/oncall/check").POST(BodyPublishers.ofByteArray(new byte[] {-1})));
        assertThat(noText.json().path("errors").path(0).asText()).isEqualTo("oncall.yaml: is not UTF-8");

        Answer tooLong = nightcall.post("/api/oncall/check", "#".repeat(1024 * 1024 + 1));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.type()).startsWith("application/problem+json");
    }

    @Test
    void gapsOfThePlanInForce() {
        JsonNode gaps = nightcall.get("/api/oncall/gaps?from=2026-11-25&to=2026-12-10").json();

        assertThat(gaps.path("from").asText()).isEqualTo("2026-11-24T15:00:00Z");
        assertThat(gaps.path("to").asText()).isEqualTo("2026-12-10T15:00:00Z");
        JsonNode primary = gaps.path("schedules").path(0);
        assertThat(primary.path("schedule").asText()).isEqualTo("primary");
        assertThat(primary.path("nobody").path(0).path("from").asText()).isEqualTo("2026-12-01T09:00:00Z");
        assertThat(primary.path("total").asText()).isEqualTo("PT222H");
        assertThat(gaps.path("policies").path(2).path("policy").asText()).isEqualTo("on-duty");
        assertThat(gaps.path("policies").path(2).path("nobody").path(0)).isEqualTo(primary.path("nobody").path(0));
        assertThat(gaps.path("policies").path(0).path("nobody")).isEmpty();
    }

    @Test
    void whoIsPhonedAboutAnAlertIfNobodyAnswers() {
        Answer answer = nightcall.post("/api/oncall/who?at=2026-12-31T03:10:00+09:00", ALERT);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode play = answer.json();
        assertThat(play.path("policy").asText()).isEqualTo("called");
        assertThat(play.path("group").asText()).isEqualTo("called-before");
        assertThat(play.path("events").findValuesAsText("number")).containsExactly("+***002", "+***002", "+***001", "+***002",
                "+***002", "+***001");
        assertThat(play.path("startsOver").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("+8190");
        assertThat(nightcall.night.incident("called-before")).as("nothing is raised").isEmpty();
        assertThat(nightcall.post("/api/oncall/who?at=2026-12-31T03:10", ALERT).body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/api/oncall/gaps?from=x | from", "/api/oncall/gaps?from=2026-12-02&to=2026-12-01 | to",
            "/api/oncall/gaps?from=2026-12-01&to=2027-12-03 | to", "/api/oncall/gaps?to=%2B99999-01-01 | to",
            "/api/oncall/gaps?from=2026-12-01&from=2026-12-02 | from"})
    void namesWhatIsWrongWithATime(String path, String field) {
        Answer answer = nightcall.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"?at=now | {\"system\": \"a\", \"host\": \"b\"} | at", "'' | [] | ''", "'' | '' | ''",
            "'' | {\"system\": \"a\"} | /host", "'' | {\"system\": \"a\", \"host\": \"b\", \"state\": \"resolved\"} | ''",
            "'' | [{\"system\": \"a\", \"host\": \"b\"}, {\"system\": \"a\", \"host\": \"c\"}] | ''"})
    void namesWhatIsWrongWithAnAlert(String query, String alert, String field) {
        Answer answer = nightcall.post("/api/oncall/who" + query, alert);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    /** A megabyte of digits took seconds of processor each time, a megabyte of commas hundreds of megabytes of memory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"rounds: | 9 | a value of more than 65536 characters",
            "[ | a, | is more than 100000 values", "rounds: [ | {}, | is more than 100000 values"})
    void aPlanThatIsMadeToBeSlowIsRefusedAtOnce(String begin, String piece, String expected) {
        Answer answer = nightcall.post("/api/oncall/check", begin + " " + piece.repeat(1_000_000 / piece.length()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("errors")).singleElement().extracting(JsonNode::asText).asString()
                .startsWith("oncall.yaml:1:").endsWith(expected);
    }

    @Test
    void onlyWhoMayOperateAsks() {
        for (String path : new String[] {"/api/oncall/check", "/api/oncall/who"}) {
            assertThat(nightcall.send(nightcall.without(path).header("x-api-key", RunningNightcall.SENDER)
                    .POST(BodyPublishers.ofString(ALERT))).status()).isEqualTo(403);
        }
        assertThat(nightcall.send(nightcall.without("/api/oncall/gaps").GET()).status()).isEqualTo(401);
    }
}
