package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;

/** What the stand-in still knows after a stop. */
class RestartTest {

    @TempDir
    private Path data;
    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick(config -> config.withData(data));
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void keepsContactsScriptsAndSettings() {
        String contactId = telephony.conversation("1", "9", "30#").path("contactId").asText();
        telephony.put("/phones/+819000000001", Map.of("behaviour", "busy"));
        telephony.put("/phones/+819000000002", Map.of("behaviour", "busy"));
        telephony.send("DELETE", "/phones/+819000000002", null);
        telephony.settings(Map.of("concurrentCalls", 3));
        Telephony.await().until(() -> telephony.records.size() == 1);
        JsonNode calls = telephony.get("/phones/" + SATO + "/calls");
        JsonNode settings = telephony.get("/settings");
        JsonNode phones = telephony.get("/phones");

        restart();

        assertThat(telephony.get("/phones/" + SATO + "/calls")).isEqualTo(calls);
        assertThat(telephony.get("/settings")).isEqualTo(settings);
        assertThat(telephony.get("/phones")).isEqualTo(phones);
        assertThat(telephony.attributes(contactId)).containsEntry("suppress_minutes", "30");
        assertThat(telephony.records).as("records of contacts that had theirs").isEmpty();
    }

    @Test
    void aCallInTheMiddleIsCutOff() {
        telephony.settings(Map.of("speechCharactersPerSecond", 1));
        telephony.script(SATO, "answer");
        telephony.script("+819000000001", "no-answer");
        String talking = telephony.call(SATO);
        String ringing = telephony.call("+819000000001", request -> request.clientToken("attempt-1"));
        Telephony.await().until(() -> telephony.describe(talking).connectedToSystemTimestamp() != null);

        restart();

        assertThat(telephony.ended(talking).path("disconnectReason").asText()).isEqualTo("OTHER");
        assertThat(telephony.ended(ringing).path("disconnectReason").asText()).isEqualTo("TELECOM_PROBLEM");
        Telephony.await().until(() -> telephony.records.size() == 2);
        assertThat(telephony.call("+819000000001", request -> request.clientToken("attempt-1")))
                .as("a token whose contact has ended").isNotEqualTo(ringing);
    }

    @Test
    void aRecordThatWasOwedIsPut() {
        telephony.settings(Map.of("contactRecordDelaySeconds", 1));
        String contactId = telephony.conversation("1", "1").path("contactId").asText();
        assertThat(telephony.records).isEmpty();

        restart();

        Telephony.await().until(() -> telephony.records.size() == 1);
        assertThat(telephony.records.get(0).path("ContactId").asText()).isEqualTo(contactId);
    }

    @Test
    void aLineThatAKillCutOffIsLeftOut() throws IOException {
        String contactId = telephony.conversation("1", "1").path("contactId").asText();
        telephony.close();
        Files.writeString(data.resolve("connect.jsonl"), "{\"kind\":\"contact\",\"ke", StandardOpenOption.APPEND);

        start();

        assertThat(telephony.attributes(contactId)).containsEntry("response", "acknowledged");
    }

    private void restart() {
        telephony.close();
        start();
    }
}
