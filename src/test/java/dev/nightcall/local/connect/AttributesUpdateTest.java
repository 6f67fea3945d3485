package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

import java.util.HashMap;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.GREETING;
import static dev.nightcall.local.connect.Telephony.MENU;
import static dev.nightcall.local.connect.Telephony.MINUTES;
import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** UpdateContactAttributes, and what the flow that ships with Nightcall makes of it during a call. */
class AttributesUpdateTest {

    private static final String GONE = "Suzuki has it.";
    private final Telephony telephony = Telephony.quick();

    @BeforeEach
    void nobodyIsInAHurry() {
        telephony.settings(Map.of("inputTimeScale", 10));
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void addsToWhatTheContactHas() {
        String contactId = answered();

        update(contactId, Map.of("gone", "1", "call_id", "another"));

        assertThat(telephony.attributes(contactId)).containsEntry("gone", "1").containsEntry("call_id", "another")
                .containsEntry("answered", "1").containsEntry("greeting", GREETING);
        assertThat(telephony.describe(contactId).attributes()).containsEntry("gone", "1");
    }

    @Test
    void aContactThatHasEndedGetsAnotherRecord() {
        String contactId = answered();
        post("/hang-up", "");
        Telephony.await().until(() -> telephony.records.size() == 1);

        update(contactId, Map.of("note", "later"));

        Telephony.await().until(() -> telephony.records.size() == 2);
        assertThat(telephony.records).extracting(record -> record.path("Attributes").path("note").asText())
                .containsExactly("", "later");
        assertThat(telephony.records).extracting(record -> record.path("ContactId").asText()).containsOnly(contactId);
    }

    @Test
    void refusesWhatConnectRefuses() {
        String contactId = answered();

        assertThatThrownBy(() -> update("unknown", Map.of("a", "b"))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> telephony.connect.updateContactAttributes(to -> to.instanceId("another")
                .initialContactId(contactId).attributes(Map.of()))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> telephony.connect.updateContactAttributes(to -> to.instanceId(ConnectStandInConfig.INSTANCE_ID)
                .initialContactId(contactId))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> update(contactId, Map.of("a.b", "c"))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> update(contactId, Map.of("a", "x".repeat(32_700))))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(telephony.attributes(contactId)).doesNotContainKeys("a", "a.b");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 3", "9, 9"})
    void whoPressesAKeyTooLateHearsSo(String keys, String pressed) {
        String contactId = answered();
        press("1");

        update(contactId, Map.of("gone", "1", "gone_text", GONE));
        press(keys);

        JsonNode call = telephony.ended(contactId);
        assertThat(Telephony.texts(call.path("heard"))).containsExactly(GREETING, MENU, GONE);
        assertThat(telephony.attributes(contactId)).containsEntry("response", "too-late").containsEntry("pressed", pressed)
                .containsEntry("check_flag", "0");
    }

    @Test
    void soDoesWhoHasSaidForHowLong() {
        String contactId = answered();
        press("19");

        update(contactId, Map.of("gone", "1", "gone_text", GONE));
        press("30#");

        assertThat(Telephony.texts(telephony.ended(contactId).path("heard"))).containsExactly(GREETING, MENU, MINUTES, GONE);
        assertThat(telephony.attributes(contactId)).containsEntry("pressed", "9").doesNotContainKey("suppress_minutes");
    }

    @Test
    void theMenuIsNotSaidAnyMore() {
        String contactId = answered();

        update(contactId, Map.of("gone", "1", "gone_text", GONE));
        press("1");

        assertThat(Telephony.texts(telephony.ended(contactId).path("heard"))).containsExactly(GREETING, GONE);
        assertThat(telephony.attributes(contactId)).containsEntry("response", "too-late").doesNotContainKey("pressed");
    }

    /** Whether a running flow of Connect sees such a change is documented nowhere. */
    @Test
    void aFlowMayNotSeeIt() {
        telephony.settings(Map.of("flowSeesUpdates", false));
        String contactId = answered();
        press("1");

        update(contactId, Map.of("gone", "1", "gone_text", GONE));
        press("1");

        assertThat(Telephony.texts(telephony.ended(contactId).path("heard"))).containsExactly(GREETING, MENU, "Taken.");
        assertThat(telephony.attributes(contactId)).containsEntry("response", "acknowledged").containsEntry("gone", "1");
    }

    private String answered() {
        String contactId = telephony.call(SATO, request -> {
            Map<String, String> texts = new HashMap<>(Telephony.texts());
            texts.put("gone", "0");
            request.attributes(texts);
        });
        post("/answer", "");
        return contactId;
    }

    private void press(String keys) {
        post("/keys", Map.of("keys", keys));
    }

    private void post(String what, Object body) {
        assertThat(telephony.send("POST", "/phones/" + SATO + what, body).statusCode()).isEqualTo(204);
    }

    private void update(String contactId, Map<String, String> attributes) {
        telephony.connect.updateContactAttributes(to -> to.instanceId(ConnectStandInConfig.INSTANCE_ID)
                .initialContactId(contactId).attributes(attributes));
    }
}
