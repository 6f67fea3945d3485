package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Writes contact records with the keys and the explicit nulls of a real one, for a voice call that the API started and
 * no agent took. Time stamps have whole seconds ("Contact records data model", administrator guide).
 */
final class ContactRecordJson {

    private final Instance instance;

    ContactRecordJson(Instance instance) {
        this.instance = instance;
    }

    /** The record of a contact that has ended. */
    String complete(Contact contact) {
        return record(contact, contact.attributes(), contact.updatedAt());
    }

    /** A version that was already overtaken when the contact ended: without what the flow has set. */
    String older(Contact contact) {
        return record(contact, contact.call().attributes(), contact.updatedAt().minusSeconds(1));
    }

    private String record(Contact contact, Map<String, String> attributes, Instant updatedAt) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("AWSAccountId", instance.accountId());
        record.put("AWSContactTraceRecordFormatVersion", "2017-03-10");
        record.putNull("Agent");
        record.put("AgentConnectionAttempts", 0);
        record.putNull("AnsweringMachineDetectionStatus");
        ObjectNode values = record.putObject("Attributes");
        attributes.forEach(values::put);
        record.putObject("Campaign").putNull("CampaignId");
        record.put("Channel", "VOICE");
        record.put("ConnectedToSystemTimestamp", time(contact.answeredAt()));
        record.putObject("ContactDetails");
        record.put("ContactId", contact.id());
        endpoint(record, "CustomerEndpoint", contact.call().number());
        record.put("DisconnectReason", contact.disconnectReason().name());
        record.put("DisconnectTimestamp", time(contact.endedAt()));
        record.putNull("InitialContactId");
        record.put("InitiationMethod", "API");
        record.put("InitiationTimestamp", time(contact.initiatedAt()));
        record.put("InstanceARN", instance.arn());
        record.put("LastUpdateTimestamp", time(updatedAt));
        record.putArray("MediaStreams").addObject().put("Type", "AUDIO");
        record.putNull("NextContactId");
        record.putNull("PreviousContactId");
        record.putNull("Queue");
        record.putNull("Recording");
        record.putNull("Recordings");
        record.putArray("References");
        record.putNull("ScheduledTimestamp");
        endpoint(record, "SystemEndpoint", contact.call().sourceNumber());
        record.putObject("Tags").put("aws:connect:instanceId", instance.id())
                .put("aws:connect:systemEndpoint", contact.call().sourceNumber());
        record.putNull("TransferCompletedTimestamp");
        record.putNull("TransferredToEndpoint");
        record.putNull("VoiceIdResult");
        return record.toString();
    }

    private static void endpoint(ObjectNode record, String name, String number) {
        record.putObject(name).put("Address", number).put("Type", "TELEPHONE_NUMBER");
    }

    private static String time(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
