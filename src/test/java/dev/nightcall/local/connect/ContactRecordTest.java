package dev.nightcall.local.connect;

import dev.nightcall.SettableClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** The contact records on their way to Kinesis. */
class ContactRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:03.750Z");

    private Telephony telephony = Telephony.quick(config -> config.withClock(new SettableClock(NOW)));

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void hasTheKeysAndNullsOfARealOne() throws Exception {
        String contactId = telephony.conversation("1", "1").path("contactId").asText();

        JsonNode record = records(1).get(0);

        JsonNode expected = new ObjectMapper().readTree("""
                {"AWSAccountId":"111122223333","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":null,
                "AgentConnectionAttempts":0,"AnsweringMachineDetectionStatus":null,"Campaign":{"CampaignId":null},
                "Channel":"VOICE","ConnectedToSystemTimestamp":"2026-11-22T03:00:03Z","ContactDetails":{},
                "ContactId":"%s","CustomerEndpoint":{"Address":"+819012345678","Type":"TELEPHONE_NUMBER"},
                "DisconnectReason":"CONTACT_FLOW_DISCONNECT","DisconnectTimestamp":"2026-11-22T03:00:03Z",
                "InitialContactId":null,"InitiationMethod":"API","InitiationTimestamp":"2026-11-22T03:00:03Z",
                "InstanceARN":
                "arn:aws:connect:ap-northeast-1:111122223333:instance/12345678-1234-1234-1234-123456789012",
                "LastUpdateTimestamp":"2026-11-22T03:00:03Z","MediaStreams":[{"Type":"AUDIO"}],"NextContactId":null,
                "PreviousContactId":null,"Queue":null,"Recording":null,"Recordings":null,"References":[],
                "ScheduledTimestamp":null,"SystemEndpoint":{"Address":"+815012345678","Type":"TELEPHONE_NUMBER"},
                "Tags":{"aws:connect:instanceId":"12345678-1234-1234-1234-123456789012",
                "aws:connect:systemEndpoint":"+815012345678"},
                "TransferCompletedTimestamp":null,"TransferredToEndpoint":null,"VoiceIdResult":null}
                """.formatted(contactId));
        assertThat(record.path("Attributes").path("response").asText()).isEqualTo("acknowledged");
        assertThat(record.path("Attributes").path("call_id").asText()).isEqualTo("call-1");
        ((ObjectNode) record).remove("Attributes");
        assertThat(record).isEqualTo(expected);
    }

    @Test
    void comesLate() {
        telephony.settings(Map.of("contactRecordDelaySeconds", 3));
        long before = System.nanoTime();
        telephony.conversation("1", "1");

        assertThat(telephony.records).isEmpty();
        records(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void comesTwice() {
        telephony.settings(Map.of("contactRecordCopies", 2));
        telephony.conversation("1", "1");

        List<JsonNode> records = records(2);

        assertThat(records.get(0)).isEqualTo(records.get(1));
    }

    @Test
    void anOlderVersionComesAfterTheNewer() {
        telephony.settings(Map.of("contactRecordOrder", "reversed"));
        telephony.conversation("1", "1");

        List<JsonNode> records = records(2);

        assertThat(records).extracting(record -> record.path("LastUpdateTimestamp").asText())
                .containsExactly("2026-11-22T03:00:03Z", "2026-11-22T03:00:02Z");
        assertThat(records).extracting(record -> record.path("Attributes").has("response"))
                .containsExactly(true, false);
        assertThat(records.get(0).path("ContactId")).isEqualTo(records.get(1).path("ContactId"));
    }

    @Test
    void neverComes() {
        telephony.settings(Map.of("contactRecords", "off"));
        telephony.conversation("1", "1");
        telephony.settings(Map.of("contactRecords", "on"));
        String second = telephony.conversation("1", "3").path("contactId").asText();

        assertThat(records(1)).singleElement().extracting(record -> record.path("ContactId").asText())
                .isEqualTo(second);
    }

    @Test
    void isPutAgainUntilItIsTaken() {
        telephony.close();
        AtomicInteger attempts = new AtomicInteger();
        List<String> taken = new CopyOnWriteArrayList<>();
        telephony = Telephony.quick(config -> new ConnectStandInConfig(0, null, (id, json) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("Kinesis is down");
            }
            taken.add(id);
        }, config.clock(), config.settings(), config.instanceArn(), config.contactFlowId(), null));

        String contactId = telephony.conversation("1", "1").path("contactId").asText();

        Telephony.await().until(() -> taken.equals(List.of(contactId)));
        assertThat(attempts).hasValue(2);
    }

    private List<JsonNode> records(int count) {
        Telephony.await().until(() -> telephony.records.size() >= count);
        return telephony.records;
    }
}
