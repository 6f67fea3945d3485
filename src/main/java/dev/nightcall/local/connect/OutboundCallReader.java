package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and checks the body of StartOutboundVoiceContact as its page in the Amazon Connect API reference has it. */
final class OutboundCallReader {

    private static final Pattern E_164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32767}");

    private final Instance instance;

    OutboundCallReader(Instance instance) {
        this.instance = instance;
    }

    /** @throws ServiceError as Amazon Connect answers */
    OutboundCall read(JsonNode body) {
        String instanceId = required(body, "InstanceId", 100);
        String flowId = required(body, "ContactFlowId", 500);
        String number = number(required(body, "DestinationPhoneNumber", 20), "DestinationPhoneNumber");
        String source = optional(body, "SourcePhoneNumber", 20);
        String queue = optional(body, "QueueId", 500);
        String token = optional(body, "ClientToken", 500);
        String name = optional(body, "Name", 1024);
        String description = optional(body, "Description", 4096);
        if (source == null && queue == null) {
            throw ServiceError.invalidRequest("SourcePhoneNumber or QueueId is required");
        }
        if (source != null) {
            number(source, "SourcePhoneNumber");
        }
        Map<String, String> attributes = attributes(body.path("Attributes"));
        checkTraffic(body);
        if (!instance.id().equals(instanceId)) {
            throw ServiceError.resourceNotFound("Instance not found: " + instanceId);
        }
        if (!instance.contactFlowId().equals(flowId)) {
            throw ServiceError.resourceNotFound("Contact flow not found: " + flowId);
        }
        if (queue != null) {
            throw ServiceError.resourceNotFound("Queue not found: " + queue);
        }
        return new OutboundCall(number, source, token, name, description, attributes);
    }

    private static String required(JsonNode body, String field, int longest) {
        String value = optional(body, field, longest);
        if (value == null || value.isEmpty()) {
            throw ServiceError.invalidRequest(field + " is required");
        }
        return value;
    }

    private static String optional(JsonNode body, String field, int longest) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ServiceError.invalidRequest(field + " must be a string");
        }
        if (value.textValue().length() > longest) {
            throw ServiceError.invalidParameter(field + " has more than " + longest + " characters");
        }
        return value.textValue();
    }

    private static String number(String value, String field) {
        if (!E_164.matcher(value).matches()) {
            throw ServiceError.invalidParameter(field + " is not an E.164 number");
        }
        return value;
    }

    /** @throws ServiceError as Amazon Connect answers */
    static Map<String, String> attributes(JsonNode node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        node.properties().forEach(attribute -> {
            if (!ATTRIBUTE_NAME.matcher(attribute.getKey()).matches()) {
                throw ServiceError.invalidParameter("Attribute keys can include only alphanumeric, dash, and "
                        + "underscore characters: " + attribute.getKey());
            }
            if (!attribute.getValue().isTextual()) {
                throw ServiceError.invalidRequest("The attribute " + attribute.getKey() + " must be a string");
            }
            attributes.put(attribute.getKey(), attribute.getValue().textValue());
        });
        if (Call.bytes(attributes) > Call.MOST_ATTRIBUTE_BYTES) {
            throw ServiceError.invalidParameter("Attributes have more than 32768 UTF-8 bytes");
        }
        return attributes;
    }

    /** Campaign traffic needs a quota that a new account does not have; a ring timeout works with it only. */
    private static void checkTraffic(JsonNode body) {
        JsonNode ringTimeout = body.path("RingTimeoutInSeconds");
        if (ringTimeout.isNumber() && (ringTimeout.intValue() < 15 || ringTimeout.intValue() > 60)) {
            throw ServiceError.invalidParameter("RingTimeoutInSeconds must be 15 to 60");
        }
        String traffic = body.path("TrafficType").asText("GENERAL");
        if (traffic.equals("CAMPAIGN")) {
            throw ServiceError.outboundContactNotPermitted("TrafficType CAMPAIGN is not allowed by default");
        }
        if (!traffic.equals("GENERAL")) {
            throw ServiceError.invalidParameter("TrafficType must be GENERAL or CAMPAIGN");
        }
        if (body.path("AnswerMachineDetectionConfig").path("EnableAnswerMachineDetection").asBoolean()) {
            throw ServiceError.invalidParameter("Answering machine detection needs TrafficType CAMPAIGN");
        }
    }
}
