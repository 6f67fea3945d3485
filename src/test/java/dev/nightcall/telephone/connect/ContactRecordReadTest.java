package dev.nightcall.telephone.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightcall.alert.Json;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.queue.Unhandleable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which contact records tell of a call. */
class ContactRecordReadTest {

    private static final ObjectMapper JSON = Json.mapper();
    private static final String INSTANCE = "12345678-1234-1234-1234-123456789012";
    private static final String RECORD = """
            {"ContactId": "one", "InitialContactId": null, "PreviousContactId": null, "RelatedContactId": null,
             "InstanceARN": "arn:aws:connect:ap-northeast-1:111122223333:instance/12345678-1234-1234-1234-123456789012",
             "Channel": "VOICE", "InitiationMethod": "API", "ConnectedToSystemTimestamp": "2026-11-22T03:00:15Z",
             "DisconnectTimestamp": "2026-11-22T03:00:41Z", "LastUpdateTimestamp": "2026-11-22T03:02:10Z",
             "DisconnectReason": "CONTACT_FLOW_DISCONNECT", "Attributes": {"call_id": "the-call", "response": "acknowledged"}}
            """;

    @Test
    void aContactThatTheApiHasStartedIsACall() {
        Finding finding = read(RECORD).orElseThrow();

        assertThat(finding.callId()).isEqualTo("the-call");
        assertThat(finding.contactId()).isEqualTo("one");
        assertThat(finding.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(finding.endedAt()).isEqualTo(Instant.parse("2026-11-22T03:00:41Z"));
        assertThat(finding.lastUpdate()).isEqualTo(Instant.parse("2026-11-22T03:02:10Z"));
    }

    @Test
    void someRecordsNameTheContactAsItsOwnBeginning() throws Exception {
        assertThat(read(with("InitialContactId", "one"))).isPresent();
    }

    /** They have the attributes of the call, its id too. */
    @ParameterizedTest
    @CsvSource({"Channel, CHAT", "Channel, TASK", "Channel, EMAIL", "Channel,", "InitiationMethod, TRANSFER",
        "InitiationMethod, OUTBOUND", "InitiationMethod, QUEUE_TRANSFER", "InitiationMethod,", "InitialContactId, another",
        "PreviousContactId, another", "RelatedContactId, another", "ContactId,", "InstanceARN,",
        "InstanceARN, arn:aws:connect:ap-northeast-1:111122223333:instance/99999999-9999-9999-9999-999999999999",
        "InstanceARN, arn:aws:connect:ap-northeast-1:111122223333:instance/x12345678-1234-1234-1234-123456789012"})
    void aLegAChatOrATaskThatHasInheritedItsAttributesIsNoCall(String field, String value) throws Exception {
        assertThat(read(with(field, value))).isEmpty();
    }

    @Test
    void aContactThatGoesOnTellsNothing() throws Exception {
        assertThat(read(with("DisconnectTimestamp", null))).isEmpty();
        assertThat(read(with("DisconnectTimestamp", "1970-01-01T00:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "17", "no JSON", "{\"ContactId\":"})
    void whatIsNoObjectIsNoContactRecord(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Unhandleable.class).hasMessageStartingWith("not a contact record");
    }

    private static String with(String field, String value) throws Exception {
        ObjectNode record = (ObjectNode) JSON.readTree(RECORD);
        record.put(field, value);
        return record.toString();
    }

    private static Optional<Finding> read(String json) {
        return new ContactRecord(JSON, INSTANCE).read(json.getBytes(StandardCharsets.UTF_8));
    }
}
