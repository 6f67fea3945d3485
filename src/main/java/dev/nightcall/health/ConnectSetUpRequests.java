package dev.nightcall.health;

import dev.nightcall.health.Answer.Forbidden;
import dev.nightcall.health.Answer.Is;
import dev.nightcall.health.Answer.No;
import dev.nightcall.health.Answer.None;
import dev.nightcall.health.ConnectSetUp.Flow;
import dev.nightcall.health.ConnectSetUp.Instance;
import dev.nightcall.health.ConnectSetUp.Named;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowNotPublishedException;
import software.amazon.awssdk.services.connect.model.ListPhoneNumbersSummary;
import software.amazon.awssdk.services.connect.model.ListPhoneNumbersV2Response;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks Amazon Connect for the instance, the contact flow and the telephone numbers: DescribeInstance, DescribeContactFlow and
 * ListPhoneNumbersV2, which are requests that nothing else of Nightcall makes.
 */
final class ConnectSetUpRequests implements Supplier<ConnectSetUp> {

    /** The most that ListPhoneNumbersV2 tells at a time (API reference). */
    private static final int PAGE = 1000;
    /** What the AWS SDK's errors call it when a policy does not allow a request. */
    private static final Set<String> FORBIDDEN = Set.of("AccessDeniedException", "AccessDenied");
    /** With 400 "Common errors" of the API reference also has what is about who asks, when, and how often. */
    private static final Set<String> ABOUT_IT = Set.of("InvalidParameterException", "InvalidRequestException",
            "ValidationException", "ResourceNotFoundException");

    private final ConnectClient connect;
    private final Named named;

    ConnectSetUpRequests(ConnectClient connect, Named named) {
        this.connect = connect;
        this.named = named;
    }

    Named named() {
        return named;
    }

    @Override
    public ConnectSetUp get() {
        Answer<Instance> instance = answer(this::instance);
        // In an outage each question takes as long as its time limit, and one is enough.
        return instance instanceof None ? ConnectSetUp.unknown()
                : new ConnectSetUp(instance, answer(this::flow), answer(this::numbers));
    }

    private Instance instance() {
        var instance = connect.describeInstance(describe -> describe.instanceId(named.instanceId())
                .overrideConfiguration(Probes.LIMITED)).instance();
        return new Instance(instance.instanceStatusAsString(), !Boolean.FALSE.equals(instance.outboundCallsEnabled()));
    }

    private Flow flow() {
        try {
            var flow = connect.describeContactFlow(describe -> describe.instanceId(named.instanceId())
                    .contactFlowId(named.contactFlowId()).overrideConfiguration(Probes.LIMITED)).contactFlow();
            return new Flow(flow.typeAsString(), flow.stateAsString(), flow.statusAsString());
        } catch (ContactFlowNotPublishedException e) {
            return new Flow("CONTACT_FLOW", "ACTIVE", "SAVED");
        }
    }

    private Set<String> numbers() {
        Set<String> numbers = new HashSet<>();
        String next = null;
        do {
            String from = next;
            ListPhoneNumbersV2Response page = connect.listPhoneNumbersV2(list -> list.instanceId(named.instanceId())
                    .maxResults(PAGE).nextToken(from).overrideConfiguration(Probes.LIMITED));
            page.listPhoneNumbersSummaryList().stream().map(ListPhoneNumbersSummary::phoneNumber).forEach(numbers::add);
            next = page.nextToken();
        } while (next != null);
        return numbers;
    }

    private static <T> Answer<T> answer(Supplier<T> question) {
        try {
            return new Is<>(question.get());
        } catch (ConnectException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (FORBIDDEN.contains(code)) {
                return new Forbidden<>();
            }
            // Anything else is about who asks, how often, or about Connect: the setting may be right.
            boolean aboutIt = e.statusCode() == 404 || e.statusCode() == 400 && ABOUT_IT.contains(code);
            return aboutIt ? new No<>(code + " (HTTP " + e.statusCode() + ")") : new None<>();
        } catch (SdkClientException e) {
            return new None<>();
        }
    }
}
