package dev.nightcall.local.connect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlow;
import software.amazon.awssdk.services.connect.model.ContactFlowNotPublishedException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ListPhoneNumbersSummary;
import software.amazon.awssdk.services.connect.model.ListPhoneNumbersV2Response;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

import java.util.List;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.FROM;
import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The stand-in has one instance with its flow and its numbers, tells what they are, and dials with no others. */
class InstanceTest {

    private static final String OTHER = "99999999-9999-9999-9999-999999999999";

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
        telephony.script(SATO, "busy");
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void theInstanceIsDescribed() {
        var instance = telephony.connect.describeInstance(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID)).instance();

        assertThat(instance.id()).isEqualTo(ConnectStandInConfig.INSTANCE_ID);
        assertThat(instance.instanceStatusAsString()).isEqualTo("ACTIVE");
        assertThat(instance.outboundCallsEnabled()).isTrue();
        assertThatThrownBy(() -> telephony.connect.describeInstance(of -> of.instanceId(OTHER)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void theFlowIsDescribedWhenItIsPublished() {
        ContactFlow flow = flow(ConnectStandInConfig.CONTACT_FLOW_ID);
        assertThat(List.of(flow.typeAsString(), flow.stateAsString(), flow.statusAsString()))
                .containsExactly("CONTACT_FLOW", "ACTIVE", "PUBLISHED");
        assertThatThrownBy(() -> flow(OTHER)).isInstanceOf(ResourceNotFoundException.class);

        telephony.settings(Map.of("contactFlow", Map.of("type", "CONTACT_FLOW", "state", "ACTIVE", "status", "SAVED")));

        assertThatThrownBy(() -> flow(ConnectStandInConfig.CONTACT_FLOW_ID)).isInstanceOfSatisfying(
                ContactFlowNotPublishedException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void theNumbersAreToldPageByPage() {
        telephony.settings(Map.of("phoneNumbers", List.of(FROM, "+81312345678", "+81312345679")));

        ListPhoneNumbersV2Response first = telephony.connect.listPhoneNumbersV2(
                of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID).maxResults(2));
        ListPhoneNumbersV2Response second = telephony.connect.listPhoneNumbersV2(
                of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID).maxResults(2).nextToken(first.nextToken()));

        assertThat(numbers(first)).containsExactly(FROM, "+81312345678");
        assertThat(numbers(second)).containsExactly("+81312345679");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void itCallsFromItsOwnNumbersOnly() {
        assertThatThrownBy(() -> telephony.call(SATO, request -> request.sourcePhoneNumber("+15550100200")))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(telephony.call(SATO)).isNotEmpty();
    }

    @Test
    void oneOperationMayHaveAQuotaOfItsOwn() {
        telephony.settings(Map.of("quotas", Map.of("DescribeInstance", Map.of("ratePerSecond", 0.001, "burst", 1))));
        telephony.connect.describeInstance(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID));

        assertThatThrownBy(() -> telephony.connect.describeInstance(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID)))
                .isInstanceOfSatisfying(ConnectException.class, e -> assertThat(e.statusCode()).isEqualTo(429));
        assertThat(flow(ConnectStandInConfig.CONTACT_FLOW_ID)).isNotNull();
    }

    private ContactFlow flow(String id) {
        return telephony.connect.describeContactFlow(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID).contactFlowId(id))
                .contactFlow();
    }

    private static List<String> numbers(ListPhoneNumbersV2Response page) {
        return page.listPhoneNumbersSummaryList().stream().map(ListPhoneNumbersSummary::phoneNumber).toList();
    }
}
