package dev.nightcall.telephone.connect;

import dev.nightcall.core.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ContactAttributesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "acknowledged, -,    true,  CONTACT_FLOW_DISCONNECT,     ACKNOWLEDGED",
        "acknowledged, -,    true,  CUSTOMER_DISCONNECT,         ACKNOWLEDGED",
        "suppressed,   30,   true,  CONTACT_FLOW_DISCONNECT,     SUPPRESSED",
        "suppressed,   -,    true,  CONTACT_FLOW_DISCONNECT,     NO_DIGIT",
        "suppressed,   abc,  true,  CONTACT_FLOW_DISCONNECT,     NO_DIGIT",
        "suppressed,   0,    true,  CONTACT_FLOW_DISCONNECT,     NO_DIGIT",
        "declined,     -,    true,  CONTACT_FLOW_DISCONNECT,     DECLINED",
        "-,            -,    true,  CONTACT_FLOW_DISCONNECT,     NO_DIGIT",
        "-,            -,    true,  CUSTOMER_DISCONNECT,         NO_DIGIT",
        "-,            -,    true,  OTHER,                       NO_DIGIT",
        "-,            -,    true,  -,                           NO_DIGIT",
        "nonsense,     -,    true,  CUSTOMER_DISCONNECT,         NO_DIGIT",
        "-,            -,    false, TELECOM_BUSY,                BUSY",
        "-,            -,    false, TELECOM_NUMBER_INVALID,      FAILED",
        "-,            -,    false, TELECOM_PROBLEM,             FAILED",
        "-,            -,    false, TELECOM_POTENTIAL_BLOCKING,  FAILED",
        "-,            -,    false, TELECOM_UNANSWERED,          UNANSWERED",
        "-,            -,    false, TELECOM_TIMEOUT,             UNANSWERED",
        "-,            -,    false, TELECOM_ORIGINATOR_CANCEL,   UNANSWERED",
        "-,            -,    false, SOMETHING_NEW,               UNANSWERED",
        "-,            -,    false, -,                           UNANSWERED",
    })
    void onlyADigitIsAHuman(String response, String minutes, boolean connected, String reason, Outcome outcome) {
        Map<String, String> attributes = new HashMap<>();
        if (response != null) {
            attributes.put("response", response);
        }
        if (minutes != null) {
            attributes.put("suppress_minutes", minutes);
        }

        assertThat(new ContactAttributes(connected ? NOW : null, reason, attributes).response().outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-,            true,  false, CUSTOMER_DISCONNECT,       true",
        "-,            true,  true,  OTHER,                     true",
        "suppressed,   true,  true,  CONTACT_FLOW_DISCONNECT,   true",
        "-,            false, true,  -,                         true",
        "-,            false, false, CONTACT_FLOW_DISCONNECT,   true",
        "-,            false, false, -,                         true",
        "acknowledged, true,  true,  CONTACT_FLOW_DISCONNECT,   false",
        "declined,     true,  true,  CUSTOMER_DISCONNECT,       false",
        "-,            false, false, TELECOM_TIMEOUT,           false",
        "-,            false, false, TELECOM_ORIGINATOR_CANCEL, false",
        "-,            false, false, OUTBOUND_RESOURCE_ERROR,   false",
    })
    void whatMayHaveBeenAnsweredMayLackItsDigit(String response, boolean connected, boolean answered, String reason, boolean lacks) {
        Map<String, String> attributes = new HashMap<>();
        if (response != null) {
            attributes.put("response", response);
        }
        if (answered) {
            attributes.put("answered", "1");
        }

        assertThat(new ContactAttributes(connected ? NOW : null, reason, attributes).response().mayLackDigit())
                .isEqualTo(lacks);
    }
}
