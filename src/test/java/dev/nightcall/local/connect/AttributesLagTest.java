package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Connect's reads are eventually consistent: the end of a call may be seen before the digits. */
class AttributesLagTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T03:00:03Z"));
    private final Telephony telephony = Telephony.quick(config -> config.withClock(clock));

    @BeforeEach
    void lag() {
        telephony.settings(Map.of("attributesLagSeconds", 2.5));
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void theEndIsSeenBeforeTheDigit() {
        String contactId = telephony.conversation("1", "1").path("contactId").asText();

        assertThat(telephony.describe(contactId).disconnectTimestamp()).isNotNull();
        assertThat(telephony.describe(contactId).connectedToSystemTimestamp()).isNotNull();
        assertThat(telephony.describe(contactId).attributes()).isEqualTo(Telephony.texts());
        assertThat(telephony.attributes(contactId)).isEqualTo(Telephony.texts());

        clock.advance(Duration.ofMillis(2499));
        assertThat(telephony.describe(contactId).attributes()).doesNotContainKey("response");

        clock.advance(Duration.ofMillis(1));
        assertThat(telephony.describe(contactId).attributes()).containsEntry("response", "acknowledged");
        assertThat(telephony.attributes(contactId)).containsEntry("check_flag", "1");
    }

    @Test
    void theRecordHasTheDigit() {
        telephony.conversation("1", "3");

        Telephony.await().until(() -> telephony.records.size() == 1);
        JsonNode attributes = telephony.records.get(0).path("Attributes");
        assertThat(attributes.path("response").asText()).isEqualTo("declined");
    }
}
