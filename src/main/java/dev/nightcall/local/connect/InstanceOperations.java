package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/**
 * What the instance tells of itself, of its flow and of its telephone numbers, each as its page in the Amazon Connect API
 * reference has it, and what a call is refused for because of them.
 */
final class InstanceOperations {

    static final String DESCRIBE_INSTANCE = "DescribeInstance";
    static final String DESCRIBE_CONTACT_FLOW = "DescribeContactFlow";
    static final String LIST_PHONE_NUMBERS = "ListPhoneNumbersV2";
    static final Set<String> NAMES = Set.of(DESCRIBE_INSTANCE, DESCRIBE_CONTACT_FLOW, LIST_PHONE_NUMBERS);

    /** "The default MaxResult size is 100" (API reference). */
    private static final int PAGE = 100;

    private final Instance instance;
    private final CurrentSettings settings;

    InstanceOperations(Instance instance, CurrentSettings settings) {
        this.instance = instance;
        this.settings = settings;
    }

    JsonNode describeInstance(String instanceId) {
        requireInstance(instanceId);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Instance").put("Id", instance.id()).put("Arn", instance.arn()).put("InstanceStatus", "ACTIVE")
                .put("InboundCallsEnabled", true).put("OutboundCallsEnabled", true);
        return answer;
    }

    JsonNode describeContactFlow(String instanceId, String contactFlowId) {
        requireInstance(instanceId);
        requireFlow(contactFlowId);
        ContactFlow flow = settings.get().contactFlow();
        if (!flow.isPublished()) {
            throw ServiceError.contactFlowNotPublished("The flow has not been published: " + contactFlowId);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("ContactFlow").put("Id", contactFlowId).put("Arn", instance.arn() + "/contact-flow/" + contactFlowId)
                .put("Name", "Nightcall").put("Type", flow.type()).put("State", flow.state()).put("Status", flow.status());
        return answer;
    }

    /** Page by page; the token is the number of those that were told. */
    JsonNode listPhoneNumbers(JsonNode body) {
        requireInstance(body.path("InstanceId").asText());
        List<String> numbers = settings.get().phoneNumbers();
        int from = Math.min(body.path("NextToken").asInt(0), numbers.size());
        int to = Math.min(from + body.path("MaxResults").asInt(PAGE), numbers.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode page = answer.putArray("ListPhoneNumbersSummaryList");
        numbers.subList(from, to).forEach(number -> page.addObject().put("PhoneNumber", number)
                .put("PhoneNumberType", "DID").put("InstanceId", instance.id()).put("TargetArn", instance.arn()));
        if (to < numbers.size()) {
            answer.put("NextToken", "" + to);
        }
        return answer;
    }

    /** @throws ServiceError when Connect would not dial with what is set up */
    void require(OutboundCall call) {
        if (!settings.get().contactFlow().isPublished()) {
            throw ServiceError.invalidRequest("The contact flow is not published: " + instance.contactFlowId());
        }
        if (!settings.get().phoneNumbers().contains(call.sourceNumber())) {
            throw ServiceError.invalidRequest("The source phone number is not claimed to the instance: " + call.sourceNumber());
        }
    }

    private void requireFlow(String contactFlowId) {
        if (!instance.contactFlowId().equals(contactFlowId)) {
            throw ServiceError.resourceNotFound("Contact flow not found: " + contactFlowId);
        }
    }

    private void requireInstance(String instanceId) {
        if (!instance.id().equals(instanceId)) {
            throw ServiceError.resourceNotFound("Instance not found: " + instanceId);
        }
    }
}
