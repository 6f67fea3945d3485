package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.model.Contact;

import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;

/** How calls end, and what Connect then says. */
class DisconnectReasonTest {

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @ParameterizedTest
    @CsvSource({"busy, TELECOM_BUSY", "invalid, TELECOM_NUMBER_INVALID"})
    void notPutThrough(String behaviour, String reason) {
        telephony.script(SATO, behaviour);

        assertEnded(telephony.call(SATO), reason, false);
    }

    @Test
    void ringsUntilTheNetworkGivesUp() {
        telephony.settings(Map.of("ringTimeoutSeconds", 0.1));
        telephony.script(SATO, "no-answer");

        assertEnded(telephony.call(SATO), "TELECOM_TIMEOUT", false);
    }

    @Test
    void stoppedWhileRinging() {
        telephony.script(SATO, "no-answer");
        String contactId = telephony.call(SATO);
        assertThat(telephony.describe(contactId).disconnectTimestamp()).isNull();

        telephony.stop(contactId);

        assertEnded(contactId, "TELECOM_ORIGINATOR_CANCEL", false);
    }

    @Test
    void stoppedWhileTalking() {
        String contactId = talking();

        telephony.stop(contactId);

        assertEnded(contactId, "OTHER", true);
    }

    @Test
    void hangsUp() {
        telephony.settings(Map.of("speechCharactersPerSecond", 1));
        telephony.put("/phones/" + SATO, Map.of("behaviour", "answer", "afterSeconds", 0,
                "hangUpAfterSeconds", 0.05));

        assertEnded(telephony.call(SATO), "CUSTOMER_DISCONNECT", true);
    }

    @Test
    void theFlowEndsIt() {
        telephony.script(SATO, "answer", "1", "1");

        assertEnded(telephony.call(SATO), "CONTACT_FLOW_DISCONNECT", true);
    }

    @Test
    void aPersonRefuses() {
        String contactId = telephony.call(SATO);

        assertThat(telephony.send("POST", "/phones/" + SATO + "/hang-up", null).statusCode()).isEqualTo(204);

        assertEnded(contactId, "TELECOM_BUSY", false);
    }

    private String talking() {
        telephony.settings(Map.of("speechCharactersPerSecond", 1));
        telephony.script(SATO, "answer");
        String contactId = telephony.call(SATO);
        Telephony.await().until(() -> telephony.describe(contactId).connectedToSystemTimestamp() != null);
        return contactId;
    }

    private void assertEnded(String contactId, String reason, boolean answered) {
        JsonNode call = telephony.ended(contactId);
        assertThat(call.path("disconnectReason").asText()).isEqualTo(reason);
        assertThat(call.hasNonNull("answeredAt")).isEqualTo(answered);
        Contact contact = telephony.describe(contactId);
        assertThat(contact.disconnectReason()).isEqualTo(reason);
        assertThat(contact.disconnectTimestamp()).isNotNull().isEqualTo(contact.lastUpdateTimestamp());
        assertThat(contact.connectedToSystemTimestamp() != null).isEqualTo(answered);
        Telephony.await().until(() -> !telephony.records.isEmpty());
        assertThat(telephony.records.get(0).path("DisconnectReason").asText()).isEqualTo(reason);
        assertThat(telephony.records.get(0).path("ConnectedToSystemTimestamp").isNull()).isEqualTo(!answered);
    }
}
