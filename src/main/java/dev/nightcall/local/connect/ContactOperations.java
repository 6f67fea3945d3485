package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The operations, each from its input to its output as its page in the Amazon Connect API reference has it. */
final class ContactOperations {

    static final String START_OUTBOUND_VOICE_CONTACT = "StartOutboundVoiceContact";
    static final String STOP_CONTACT = "StopContact";
    static final String DESCRIBE_CONTACT = "DescribeContact";
    static final String GET_CONTACT_ATTRIBUTES = "GetContactAttributes";
    static final String UPDATE_CONTACT_ATTRIBUTES = "UpdateContactAttributes";
    static final Set<String> NAMES = Set.of(START_OUTBOUND_VOICE_CONTACT, STOP_CONTACT, DESCRIBE_CONTACT,
            GET_CONTACT_ATTRIBUTES, UPDATE_CONTACT_ATTRIBUTES);

    private final Instance instance;
    private final InstanceOperations setUp;
    private final OutboundCallReader reader;
    private final Exchange exchange;
    private final Contacts contacts;
    private final CurrentSettings settings;
    private final Clock clock;

    ContactOperations(Instance instance, InstanceOperations setUp, Exchange exchange, Contacts contacts,
                      CurrentSettings settings, Clock clock) {
        this.instance = instance;
        this.setUp = setUp;
        this.reader = new OutboundCallReader(instance);
        this.exchange = exchange;
        this.contacts = contacts;
        this.settings = settings;
        this.clock = clock;
    }

    JsonNode startOutboundVoiceContact(JsonNode body) {
        OutboundCall call = reader.read(body);
        setUp.require(call);
        return object().put("ContactId", exchange.dial(call));
    }

    JsonNode stopContact(JsonNode body) {
        if (!body.path("InstanceId").isTextual() || !body.path("ContactId").isTextual()) {
            throw ServiceError.invalidRequest("InstanceId and ContactId are required");
        }
        checkInstance(body.path("InstanceId").textValue());
        exchange.live(body.path("ContactId").textValue()).orElseThrow(() -> ServiceError.contactNotFound(
                "The contact with the specified ID is not active or does not exist")).stop();
        return object();
    }

    JsonNode getContactAttributes(String instanceId, String contactId) {
        ObjectNode answer = object();
        attributes(answer, contact(instanceId, contactId));
        return answer;
    }

    /** "You can add or update attributes for both ongoing and completed contacts": then another record is delivered. */
    JsonNode updateContactAttributes(JsonNode body) {
        String instanceId = body.path("InstanceId").asText();
        String contactId = body.path("InitialContactId").asText();
        if (instanceId.isEmpty() || contactId.isEmpty() || !body.path("Attributes").isObject()) {
            throw ServiceError.invalidRequest("InstanceId, InitialContactId and Attributes are required");
        }
        Map<String, String> attributes = OutboundCallReader.attributes(body.path("Attributes"));
        Contact contact = contact(instanceId, contactId);
        if (!Call.fits(contact, attributes)) {
            throw ServiceError.invalidParameter("Attributes have more than 32768 UTF-8 bytes");
        }
        contact.set(attributes, false, clock.instant());
        exchange.updated(contact);
        return object();
    }

    JsonNode describeContact(String instanceId, String contactId) {
        Contact contact = contact(instanceId, contactId);
        ObjectNode answer = object();
        ObjectNode description = answer.putObject("Contact");
        description.put("Arn", instance.contactArn(contact.id()));
        description.put("Id", contact.id());
        description.put("InitiationMethod", "API");
        description.put("Channel", "VOICE");
        text(description, "Name", contact.call().name());
        text(description, "Description", contact.call().description());
        time(description, "InitiationTimestamp", contact.initiatedAt());
        time(description, "ConnectedToSystemTimestamp", contact.answeredAt());
        time(description, "DisconnectTimestamp", contact.endedAt());
        time(description, "LastUpdateTimestamp", contact.updatedAt());
        endpoint(description, "CustomerEndpoint", contact.call().number());
        endpoint(description, "SystemEndpoint", contact.call().sourceNumber());
        if (!contact.isAlive()) {
            description.put("DisconnectReason", contact.disconnectReason().name());
        }
        attributes(description, contact);
        description.putObject("Tags").put("aws:connect:instanceId", instance.id())
                .put("aws:connect:systemEndpoint", contact.call().sourceNumber());
        description.putObject("SegmentAttributes").putObject("connect:Subtype")
                .put("ValueString", "connect:Telephony");
        return answer;
    }

    private Contact contact(String instanceId, String contactId) {
        checkInstance(instanceId);
        return contacts.find(contactId).orElseThrow(
                () -> ServiceError.resourceNotFound("Contact not found: " + contactId));
    }

    private void checkInstance(String instanceId) {
        if (!instance.id().equals(instanceId)) {
            throw ServiceError.resourceNotFound("Instance not found: " + instanceId);
        }
    }

    /** Reads are eventually consistent: what was set a moment ago may not be seen yet. */
    private void attributes(ObjectNode node, Contact contact) {
        ObjectNode attributes = node.putObject("Attributes");
        long lag = Math.round(settings.get().attributesLagSeconds() * 1000);
        contact.attributes(clock.instant().minusMillis(lag)).forEach(attributes::put);
    }

    private static void endpoint(ObjectNode node, String name, String number) {
        node.putObject(name).put("Type", "TELEPHONE_NUMBER").put("Address", number);
    }

    private static void text(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    /** Epoch seconds with a fraction, as the service model has them; absent while it has not happened. */
    private static void time(ObjectNode node, String name, Instant instant) {
        if (instant != null) {
            node.put(name, BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
