package dev.nightcall.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightcall.alert.Json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;

/** Connect's records of contacts that have ended: one to three minutes later; or much later, twice, out of order or never. */
final class ContactRecords {

    private static final ObjectMapper JSON = Json.mapper();

    private final Clouds clouds;
    private final Agenda agenda;
    private final Queue<byte[]> stream;

    ContactRecords(Clouds clouds, Agenda agenda, Queue<byte[]> stream) {
        this.clouds = clouds;
        this.agenda = agenda;
        this.stream = stream;
    }

    void ended(Contact contact) {
        Duration usual = Duration.ofSeconds(60 + clouds.dice.below(120));
        if (!clouds.dice.happens(Fault.RECORDS, 2)) {
            put(contact, usual);
            return;
        }
        switch (clouds.dice.below(4)) {
            case 0 -> clouds.note("no record comes of " + contact.id());
            case 1 -> {
                put(contact, usual);
                put(contact, usual.plusSeconds(clouds.dice.below(300)));
            }
            case 2 -> {
                put(contact, usual);
                late(contact, usual.plusSeconds(clouds.dice.below(60)), () -> older(contact));
            }
            default -> put(contact, usual.plusSeconds(clouds.dice.below(900)));
        }
    }

    private void put(Contact contact, Duration later) {
        late(contact, later, () -> {
            contact.isRecordedNow();
            return record(contact, contact.attributes(Instant.MAX), contact.endedAt());
        });
    }

    /** A version that was overtaken when the contact ended: without what the flow has set. */
    private static ObjectNode older(Contact contact) {
        return record(contact, contact.given(), contact.endedAt().minusSeconds(1));
    }

    private void late(Contact contact, Duration later, Supplier<ObjectNode> record) {
        agenda.at(clouds.clock.instant().plus(later), () -> {
            clouds.note("a record of " + contact.id() + " comes");
            stream.send(record.get().toString().getBytes(StandardCharsets.UTF_8), clouds.clock.instant());
        });
    }

    private static ObjectNode record(Contact contact, Map<String, String> attributes, Instant updatedAt) {
        ObjectNode record = JSON.createObjectNode();
        ObjectNode values = record.putObject("Attributes");
        attributes.forEach(values::put);
        return record.put("Channel", "VOICE").put("ConnectedToSystemTimestamp", time(contact.connectedAt()))
                .put("ContactId", contact.id()).put("DisconnectReason", contact.reason())
                .put("DisconnectTimestamp", time(contact.endedAt())).put("InitiationMethod", "API")
                .put("InstanceARN", "arn:aws:connect:ap-northeast-1:1:instance/instance")
                .put("LastUpdateTimestamp", time(updatedAt));
    }

    private static String time(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
