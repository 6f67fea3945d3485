package dev.nightcall.telephone.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.core.Finding;
import dev.nightcall.queue.Unhandleable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads Amazon Connect's contact record (Connect administrator guide, "Contact record data model"). */
public final class ContactRecord {

    private final ObjectMapper mapper;
    private final String instanceId;

    /** @param instanceId of the instance that Nightcall dials with */
    public ContactRecord(ObjectMapper mapper, String instanceId) {
        this.mapper = mapper;
        this.instanceId = instanceId;
    }

    /** What is in one record of the stream: contact records, and what is none. */
    List<byte[]> each(byte[] payload) {
        return Payload.records(mapper, payload);
    }

    /**
     * @return empty when the record is of a contact that Nightcall did not start, or of one that goes on
     * @throws Unhandleable when it is no contact record
     */
    public Optional<Finding> read(byte[] json) {
        try {
            JsonNode record = mapper.readTree(json);
            if (!record.isObject()) {
                throw new Unhandleable("not a contact record: no JSON object", null);
            }
            String callId = text(record.path("Attributes"), "call_id");
            Instant ended = time(record, "DisconnectTimestamp");
            if (callId == null || ended == null || !isStartedByUs(record)) {
                return Optional.empty();
            }
            Map<String, String> attributes = new HashMap<>();
            record.path("Attributes").fields().forEachRemaining(a -> attributes.put(a.getKey(), a.getValue().asText()));
            ContactAttributes told = new ContactAttributes(time(record, "ConnectedToSystemTimestamp"),
                    text(record, "DisconnectReason"), attributes);
            Instant version = time(record, "LastUpdateTimestamp");
            return Optional.of(new Finding(callId, text(record, "ContactId"),
                    told.connectedAt(), ended, told.reason(), told.response(),
                    version == null ? ended : version, "contact record"));
        } catch (IOException | DateTimeException e) {
            throw new Unhandleable("not a contact record: " + e.getMessage(), e);
        }
    }

    /**
     * The attributes of a contact are inherited: by the legs it is transferred to, by chats and tasks that come of it, and by
     * whatever somebody relates to it. Only a voice contact that the API has started at our instance, and that comes of no
     * other, is a call.
     */
    private boolean isStartedByUs(JsonNode record) {
        String contactId = text(record, "ContactId");
        String instance = text(record, "InstanceARN");
        return contactId != null && instance != null && instance.endsWith(":instance/" + instanceId)
                && "VOICE".equals(text(record, "Channel")) && "API".equals(text(record, "InitiationMethod"))
                && Stream.of("InitialContactId", "PreviousContactId", "RelatedContactId").map(field -> text(record, field))
                        .allMatch(other -> other == null || other.equals(contactId));
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isEmpty() || node.path(field).isNull() ? null : text;
    }

    /** Connect has written 1970 where it has no time (same guide, "Contact events", sample). */
    private static Instant time(JsonNode node, String field) {
        String text = text(node, field);
        Instant time = text == null ? null : Instant.parse(text);
        return time == null || time.getEpochSecond() < 86_400 ? null : time;
    }
}
