package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Overrides by the API. Those of the tests are in 2099, where they are in nobody's way. */
@ExtendWith(SharedNightcall.class)
class OverridesApiTest {

    private static final String PATH = "/api/schedules/primary/overrides";

    private final RunningNightcall nightcall;

    OverridesApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void beginsIsSeenEverywhereAndEnds() {
        Answer begun = nightcall.post(PATH, """
                {"from": "2099-06-01T09:00", "to": "2099-06-01 18:00", "engineer": "sato", "by": "sato",
                 "reason": "I take it"}""");

        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        JsonNode view = begun.json();
        // Local times are London's, which is in summer time.
        assertThat(view.path("from").asText()).isEqualTo("2099-06-01T08:00:00Z");
        assertThat(view.path("to").asText()).isEqualTo("2099-06-01T17:00:00Z");
        assertThat(view.path("source").asText()).isEqualTo("api");
        assertThat(view.path("engineer").asText()).isEqualTo("sato");
        assertThat(view.path("by").asText()).isEqualTo("sato");
        assertThat(view.path("reason").asText()).isEqualTo("I take it");
        String id = view.path("id").asText();
        assertThat(onDuty("2099-06-01T07:59:59Z")).isEmpty();
        assertThat(onDuty("2099-06-01T08:00:00Z")).containsExactly("sato");
        assertThat(onDuty("2099-06-01T17:00:00Z")).isEmpty();
        assertThat(listed()).contains("api 2099-06-01T08:00:00Z sato -", "file 2099-05-01T09:00:00Z sato suzuki");

        assertThat(nightcall.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(onDuty("2099-06-01T08:00:00Z")).isEmpty();
        assertThat(listed()).doesNotContain("api 2099-06-01T08:00:00Z sato -");
        assertThat(nightcall.delete(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void isInCalendars() {
        Instant from = Instant.now(Clock.systemUTC()).plus(Duration.ofDays(200)).truncatedTo(ChronoUnit.DAYS);
        String body = body(from.toString(), from.plusSeconds(3600).toString(), "tanaka", null, "for the calendar");
        String id = nightcall.post(PATH, body).json().path("id").asText();

        assertThat(nightcall.get("/api/schedules/primary.ics").body()).contains("for the calendar (tanaka)");
        assertThat(nightcall.get("/api/engineers/tanaka.ics").body()).contains("for the calendar (tanaka)");
        nightcall.delete(PATH + "/" + id);
        assertThat(nightcall.get("/api/schedules/primary.ics").body()).doesNotContain("for the calendar");
    }

    @Test
    void saysThatItChangesNobodysDuty() {
        Answer nobodys = nightcall.post(PATH, body("2099-10-01T09:00", "2099-10-01T12:00", "suzuki", "sato", "by mistake"));

        assertThat(nobodys.status()).as(nobodys.body()).isEqualTo(201);
        assertThat(nobodys.json().path("warning").asText()).isEqualTo("sato is not on duty then, so nobody's duty changes hands");
        Answer extra = nightcall.post(PATH, body("2099-10-02T09:00", "2099-10-02T12:00", "suzuki", null, "one more"));
        assertThat(extra.json().hasNonNull("warning")).as(extra.body()).isFalse();
    }

    @Test
    void theSameSaidTwiceIsOne() {
        String body = """
                {"from": "2099-06-02T09:00:00Z", "to": "2099-06-02T12:00:00+01:00", "engineer": "suzuki", "insteadOf": "sato",
                 "by": "suzuki", "reason": "swap"}""";
        Answer first = nightcall.post(PATH, body);
        Answer second = nightcall.post(PATH, body);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(first.json().path("to").asText()).isEqualTo("2099-06-02T11:00:00Z");
        assertThat(first.json().path("insteadOf").asText()).isEqualTo("sato");
        assertThat(listed()).filteredOn(line -> line.contains("2099-06-02")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "2099-05-01T11:00 | 2099-05-01T13:00 | suzuki | suzuki | the override in oncall.yaml of sato (by sato), 2099-05-01T09:00:00Z to 2099-05-01T11:00:00Z",
            "2099-05-01T11:59 | 2099-05-01T13:00 | suzuki | -      | the override in oncall.yaml of sato (by sato)",
            "2099-07-01T11:00 | 2099-07-01T13:00 | suzuki | sato   | of suzuki (by tanaka), 2099-07-01T09:00:00Z to 2099-07-01T11:00:00Z",
            "2099-07-01T09:00 | 2099-07-01T10:01 | sato   | -      | of suzuki (by tanaka), 2099-07-01T09:00:00Z to 2099-07-01T11:00:00Z"})
    void namesTheOneInItsWay(String from, String to, String engineer, String insteadOf, String other) {
        nightcall.post(PATH, """
                {"from": "2099-07-01T10:00", "to": "2099-07-01T12:00", "engineer": "suzuki", "by": "tanaka", "reason": "r"}""");

        Answer answer = nightcall.post(PATH, body(from, to, engineer, insteadOf, "s"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("detail").asText()).startsWith("it overlaps the override").contains(other);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"2099-08-01T12:00, 2099-08-01T13:00, sato, -",
            "2099-08-01T10:00, 2099-08-01T12:00, sato, suzuki"})
    void meetsOthersWithoutOverlapping(String from, String to, String engineer, String insteadOf) {
        nightcall.post(PATH, body("2099-08-01T10:00", "2099-08-01T12:00", "suzuki", "sato", "r"));

        Answer answer = nightcall.post(PATH, body(from, to, engineer, insteadOf, "s"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                                                         | /from      | must be a text",
            "{'from': 'now'}                                            | /from      | must be a local time",
            "{'from': '2099-09-01'}                                     | /from      | must be a local time",
            "{'from': '2099-02-30T10:00'}                               | /from      | must be a local time",
            "{'from': 5}                                                | /from      | must be a text",
            "{'from': '+99999-09-01T10:00:00Z'}                         | /from      | must be between 2000 and 2100",
            "{'from': 'F'}                                              | /to        | must be a text",
            "{'from': 'F', 'to': '25:00'}                               | /to        | must be a local time",
            "{'from': 'F', 'to': 'F'}                                   | /to        | must be after from",
            "{'from': 'F', 'to': '2099-08-31T10:00'}                    | /to        | must be after from",
            "{'from': 'F', 'to': '2100-09-03T10:00'}                    | /to        | must be at most a year",
            "{'from': '2001-01-01T10:00', 'to': '2001-01-02T10:00'}     | /to        | must be in the future",
            "{'from': 'F', 'to': 'T'}                                   | /engineer  | must be a text",
            "{'from': 'F', 'to': 'T', 'engineer': 'saton'}              | /engineer  | saton is none (did you mean sato?)",
            "{'from': 'F', 'to': 'T', 'engineer': 'web'}                | /engineer  | web is none",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato', 'insteadOf': 'szuki'} | /insteadOf | (did you mean suzuki?)",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato', 'insteadOf': 'tanaka'} | /insteadOf | must be on a layer of the schedule",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato', 'insteadof': 'sato'}  | /insteadof | is not known here",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato'}               | /by        | must be a text",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato', 'by': ''}     | /by        | must be a text",
            "{'from': 'F', 'to': 'T', 'engineer': 'sato', 'by': 'sato'} | /reason    | must be a text",
            "[]                                                         | ''         | must be a JSON object"})
    void namesWhatIsWrong(String body, String field, String problem) {
        Answer answer = nightcall.post(PATH, body.replace("'F'", "'2099-09-01T10:00'").replace("'T'", "'2099-09-01T12:00'")
                .replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
        assertThat(answer.json().path("detail").asText()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/schedules/primry/overrides", "/api/schedules/web/overrides", "/api/schedules/%2F/overrides"})
    void thereIsNoSuchSchedule(String path) {
        assertThat(nightcall.get(path).status()).isEqualTo(404);
        assertThat(nightcall.post(path, "{}").status()).isEqualTo(404);
        assertThat(nightcall.delete(path + "/4711").status()).isEqualTo(404);
        assertThat(nightcall.get("/api/schedules/primry/overrides").json().path("detail").asText())
                .isEqualTo("there is no schedule primry (did you mean primary?)");
    }

    @Test
    void onlyOperatorsMay() {
        assertThat(nightcall.send(nightcall.without(PATH)).status()).isEqualTo(401);
        assertThat(nightcall.send(nightcall.without(PATH).header("x-api-key", RunningNightcall.SENDER)).status()).isEqualTo(403);
        assertThat(nightcall.get("/api/schedules/primary.ics").status()).as("the calendar is where it was").isEqualTo(200);
    }

    private static String body(String from, String to, String engineer, String insteadOf, String reason) {
        return """
                {"from": "%s", "to": "%s", "engineer": "%s", "insteadOf": %s, "by": "tanaka", "reason": "%s"}"""
                .formatted(from, to, engineer, insteadOf == null ? null : '"' + insteadOf + '"', reason);
    }

    private List<String> onDuty(String at) {
        List<String> ids = new ArrayList<>();
        nightcall.get("/api/oncall?at=" + at).json().path("schedules").path(0).path("engineers")
                .forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private List<String> listed() {
        List<String> lines = new ArrayList<>();
        nightcall.get(PATH).json().path("overrides").forEach(one -> lines.add(one.path("source").asText() + " "
                + one.path("from").asText() + " " + one.path("engineer").asText() + " " + one.path("insteadOf").asText("-")));
        return lines;
    }
}
