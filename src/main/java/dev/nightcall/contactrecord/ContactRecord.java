package dev.nightcall.contactrecord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.call.Finding;
import dev.nightcall.queue.Unhandleable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Amazon Connect's contact record (Connect administrator guide, "Contact record data model"). */
public final class ContactRecord {

    private final ObjectMapper mapper;

    public ContactRecord(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @return empty when the record is of a contact that Nightcall did not start, or of one that goes on
     * @throws Unhandleable when it is no contact record
     */
    public Optional<Finding> read(byte[] json) {
        try {
            JsonNode record = mapper.readTree(json);
            String callId = text(record.path("Attributes"), "call_id");
            Instant ended = time(record, "DisconnectTimestamp");
            if (callId == null || ended == null) {
                return Optional.empty();
            }
            Map<String, String> attributes = new HashMap<>();
            record.path("Attributes").fields().forEachRemaining(a -> attributes.put(a.getKey(), a.getValue().asText()));
            Instant version = time(record, "LastUpdateTimestamp");
            return Optional.of(new Finding(callId, text(record, "ContactId"),
                    time(record, "ConnectedToSystemTimestamp"), ended, text(record, "DisconnectReason"), attributes,
                    version == null ? ended : version, "contact record", null));
        } catch (IOException | DateTimeException e) {
            throw new Unhandleable("not a contact record: " + e.getMessage(), e);
        }
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
