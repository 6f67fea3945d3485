package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.GREETING;
import static dev.nightcall.local.connect.Telephony.MENU;
import static dev.nightcall.local.connect.Telephony.SATO;
import static dev.nightcall.local.connect.Telephony.texts;
import static org.assertj.core.api.Assertions.assertThat;

/** Telephones by hand, their scripts, the settings and the page. */
class PhonesApiTest {

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void aPersonAnswersAndPresses() {
        telephony.settings(Map.of("inputTimeScale", 1));
        String contactId = telephony.call(SATO);
        JsonNode phone = telephony.get("/phones").path("live").path(0);
        assertThat(phone.path("number").asText()).isEqualTo(SATO);
        assertThat(phone.path("ringing").asBoolean()).isTrue();

        assertThat(post("answer", null)).isEqualTo(204);
        assertThat(telephony.get("/phones").path("live").path(0).path("ringing").asBoolean()).isFalse();
        assertThat(texts(telephony.at(contactId).path("heard"))).containsExactly(GREETING);
        assertThat(post("keys", Map.of("keys", "1"))).isEqualTo(204);
        assertThat(post("keys", Map.of("keys", "9"))).isEqualTo(204);
        assertThat(post("keys", Map.of("keys", "15#"))).isEqualTo(204);

        JsonNode call = telephony.ended(contactId);
        assertThat(texts(call.path("heard"))).containsExactly(GREETING, MENU, Telephony.MINUTES, "Watching.");
        assertThat(texts(call.path("pressed"))).containsExactly("1", "9", "15#");
        assertThat(telephony.attributes(contactId)).containsEntry("suppress_minutes", "15");
        assertThat(telephony.get("/phones").path("live")).isEmpty();
    }

    @Test
    void aPersonHangsUp() {
        telephony.settings(Map.of("inputTimeScale", 1));
        String contactId = telephony.call(SATO);
        post("answer", null);

        assertThat(post("hang-up", null)).isEqualTo(204);

        assertThat(telephony.ended(contactId).path("disconnectReason").asText()).isEqualTo("CUSTOMER_DISCONNECT");
    }

    @Test
    void aPhoneThatDoesNotRingCannotBeAnswered() {
        assertThat(post("answer", null)).isEqualTo(409);
        assertThat(post("hang-up", null)).isEqualTo(409);
        telephony.call(SATO);
        assertThat(post("keys", Map.of("keys", "1"))).isEqualTo(409);
        assertThat(post("keys", Map.of("keys", "x"))).isEqualTo(400);
        assertThat(post("keys", "no JSON")).isEqualTo(400);
    }

    @Test
    void callsAreListedOldestFirst() {
        String first = telephony.conversation("1", "1").path("contactId").asText();
        String second = telephony.conversation("1", "3").path("contactId").asText();

        JsonNode calls = telephony.get("/phones/%2B819012345678/calls");

        assertThat(calls).extracting(call -> call.path("contactId").asText()).containsExactly(first, second);
        JsonNode call = calls.path(0);
        assertThat(OffsetDateTime.parse(call.path("startedAt").asText()))
                .isBefore(OffsetDateTime.parse(call.path("answeredAt").asText()));
        assertThat(OffsetDateTime.parse(call.path("answeredAt").asText()))
                .isBefore(OffsetDateTime.parse(call.path("endedAt").asText()));
        assertThat(telephony.get("/phones/+819000000000/calls")).isEmpty();
    }

    @Test
    void aForgottenScriptLetsThePhoneRingAgain() {
        telephony.script(SATO, "busy");
        assertThat(telephony.send("DELETE", "/phones/%2B819012345678", null).statusCode()).isEqualTo(204);

        telephony.call(SATO);

        assertThat(telephony.get("/phones").path("live").path(0).path("ringing").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"behaviour\":\"sleep\"}", "{\"behaviour\":\"answer\",\"key\":[\"1\"]}",
            "{\"behaviour\":\"answer\",\"keys\":[\"a\"]}", "{\"behaviour\":\"answer\",\"afterSeconds\":-1}",
            "{\"behaviour\":\"voicemail\",\"keys\":[\"1\"]}", "x"})
    void aScriptThatMakesNoSenseIsRefused(String script) {
        HttpResponse<String> answer = telephony.send("PUT", "/phones/" + SATO, script);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"message\":");
        assertThat(telephony.send("PUT", "/phones/0901", "{\"behaviour\":\"busy\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void aScriptHasDefaults() {
        telephony.put("/phones/" + SATO, Map.of("behaviour", "answer"));

        assertThat(telephony.get("/phones").path("scripts").path(SATO).toString()).isEqualTo(
                "{\"behaviour\":\"answer\",\"afterSeconds\":2.0,\"keys\":[],\"keyAfterSeconds\":0.3}");
    }

    @Test
    void settingsChangeOneByOne() {
        telephony.settings(Map.of("burst", 7));

        JsonNode settings = telephony.get("/settings");
        assertThat(settings.path("burst").asInt()).isEqualTo(7);
        assertThat(settings.path("inputTimeScale").asDouble()).isEqualTo(0.02);
        assertThat(settings.path("contactRecordOrder").asText()).isEqualTo("in-order");
        assertThat(settings.path("contactRecords").asText()).isEqualTo("on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"burts\":7}", "{\"burst\":-1}", "{\"burst\":null}", "{\"contactRecords\":\"maybe\"}",
            "{\"allowedPrefixes\":null}", "{\"failures\":[{\"operation\":\"StopContact\"}]}",
            "{\"failures\":[{\"status\":500}]}",
            "{\"failures\":[{\"operation\":\"StartContact\",\"status\":500}]}", "[]", "x"})
    void settingsThatMakeNoSenseAreRefusedWhole(String settings) {
        JsonNode before = telephony.get("/settings");

        HttpResponse<String> answer = telephony.send("PUT", "/settings", settings);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"message\":");
        assertThat(telephony.get("/settings")).isEqualTo(before);
    }

    @Test
    void thePageTakesTextAsTextOnly() {
        HttpResponse<String> page = telephony.send("GET", "/", null);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("123456789*0#").doesNotContain("innerHTML", "http://", "https://");
    }

    @Test
    void onlyThisHostIsServed() {
        assertThat(telephony.standIn.endpoint().getHost()).isEqualTo("127.0.0.1");
        assertThat(telephony.standIn.port()).isPositive();
    }

    private int post(String action, Object body) {
        return telephony.send("POST", "/phones/" + SATO + "/" + action, body).statusCode();
    }
}
