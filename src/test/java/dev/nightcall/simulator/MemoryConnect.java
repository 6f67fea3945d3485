package dev.nightcall.simulator;

import dev.nightcall.aws.Departure;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.DescribeContactRequest;
import software.amazon.awssdk.services.connect.model.DescribeContactResponse;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactResponse;
import software.amazon.awssdk.services.connect.model.StopContactRequest;
import software.amazon.awssdk.services.connect.model.StopContactResponse;
import software.amazon.awssdk.services.connect.model.UpdateContactAttributesRequest;
import software.amazon.awssdk.services.connect.model.UpdateContactAttributesResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Amazon Connect as one process sees it: what it asks may be throttled, fail before or after the effect, or not be answered. */
final class MemoryConnect implements ConnectClient {

    static final String DIAL = "StartOutboundVoiceContact";

    private final Connect connect;
    private final Clouds clouds;
    private final Effects effects;

    /** Stands between a process and what it asks for. */
    interface Effects {

        /** Nothing of it is done yet. */
        void before(String request);

        /** All of it is done, and the process does not know it yet. */
        void after(String request);
    }

    MemoryConnect(Connect connect, Clouds clouds, Effects effects) {
        this.connect = connect;
        this.clouds = clouds;
        this.effects = effects;
    }

    @Override
    public StartOutboundVoiceContactResponse startOutboundVoiceContact(StartOutboundVoiceContactRequest request) {
        effects.before(DIAL);
        // As the SDK's client does: the last thing before the request is handed to the network.
        request.overrideConfiguration().orElseThrow().executionAttributes().getAttribute(Departure.ATTRIBUTE).run();
        return asked(DIAL, 6, () -> StartOutboundVoiceContactResponse.builder().contactId(
                connect.start(request.clientToken(), request.destinationPhoneNumber(), request.attributes()).id()).build());
    }

    @Override
    public DescribeContactResponse describeContact(DescribeContactRequest request) {
        effects.before("DescribeContact");
        return asked("DescribeContact", 40, () -> {
            Contact contact = connect.find(request.contactId()).orElseThrow(() -> ResourceNotFoundException.builder().build());
            Instant shown = clouds.dice.happens(Fault.BEHIND, 3)
                    ? clouds.clock.instant().minusMillis(clouds.dice.below(2500)) : clouds.clock.instant();
            Map<String, String> attributes = contact.attributes(shown);
            return DescribeContactResponse.builder().contact(described -> described.id(contact.id())
                    .connectedToSystemTimestamp(contact.connectedAt()).disconnectTimestamp(contact.endedAt())
                    .disconnectReason(contact.reason()).attributes(attributes)).build();
        });
    }

    @Override
    public StopContactResponse stopContact(StopContactRequest request) {
        effects.before("StopContact");
        return asked("StopContact", 40, () -> {
            Contact contact = connect.find(request.contactId()).orElseThrow(() -> ContactNotFoundException.builder().build());
            connect.stop(contact);
            return StopContactResponse.builder().build();
        });
    }

    @Override
    public UpdateContactAttributesResponse updateContactAttributes(UpdateContactAttributesRequest request) {
        effects.before("UpdateContactAttributes");
        return asked("UpdateContactAttributes", 40, () -> {
            connect.find(request.initialContactId()).orElseThrow(() -> ResourceNotFoundException.builder().build())
                    .set(request.attributes(), clouds.clock.instant());
            return UpdateContactAttributesResponse.builder().build();
        });
    }

    private <T> T asked(String request, int times, Supplier<T> effect) {
        boolean fails = clouds.dice.happens(Fault.CONNECT, times);
        int how = clouds.dice.below(5);
        if (!fails) {
            T answer = effect.get();
            effects.after(request);
            return answer;
        }
        if (how > 2) {
            effect.get();
        }
        clouds.note(request + " fails: " + List.of("throttled", "500, not done", "not reached", "504, done", "no answer, done")
                .get(how));
        throw switch (how) {
            case 0 -> Connect.error(429, "TooManyRequestsException");
            case 1 -> Connect.error(500, "InternalServiceException");
            case 2 -> SdkClientException.create("not reached", new java.net.ConnectException());
            case 3 -> Connect.error(504, null);
            default -> SdkClientException.create("Read timed out");
        };
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
