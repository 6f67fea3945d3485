package dev.nightcall.telephone.connect;

import dev.nightcall.aws.Departure;
import dev.nightcall.aws.Outage;
import dev.nightcall.core.Contact;
import dev.nightcall.telephone.Dialled;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneBusyException;
import dev.nightcall.telephone.TelephoneException;
import dev.nightcall.telephone.Transmission;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Amazon Connect's API as a telephone, for one instance, one contact flow and one caller ID.
 *
 * <p>The client must not retry by itself: each try has to pass our throttle.
 */
public final class AmazonConnect implements Telephone {

    private final ConnectClient client;
    private final String instanceId;
    private final String contactFlowId;
    private final String sourceNumber;

    public AmazonConnect(ConnectClient client, String instanceId, String contactFlowId, String sourceNumber) {
        this.client = client;
        this.instanceId = instanceId;
        this.contactFlowId = contactFlowId;
        this.sourceNumber = sourceNumber;
    }

    /** StartOutboundVoiceContact. */
    @Override
    public Dialled dial(String token, String number, Map<String, String> said, Transmission transmission) {
        try {
            return new Dialled.Placed(client.startOutboundVoiceContact(request -> request.instanceId(instanceId)
                    .contactFlowId(contactFlowId).sourcePhoneNumber(sourceNumber).destinationPhoneNumber(number)
                    .clientToken(token).attributes(said)
                    .overrideConfiguration(o -> o.putExecutionAttribute(Departure.ATTRIBUTE, transmission::begin))).contactId());
        } catch (SdkException e) {
            return error(e, transmission).dialled();
        }
    }

    private static ConnectError error(SdkException e, Transmission transmission) {
        if (!transmission.isBegun()) {
            // Its time was over, or this process stops, before anything was sent: that says nothing of the credentials.
            return e instanceof ApiCallAttemptTimeoutException || e instanceof AbortedException ? ConnectError.unreachable()
                    : ConnectError.withoutCredentials();
        }
        if (e instanceof AwsServiceException answer) {
            return error(answer);
        }
        return Outage.isBeforeRequest(e) ? ConnectError.unreachable() : ConnectError.withoutAnswer(e.getMessage());
    }

    private static ConnectError error(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return ConnectError.of(answer.statusCode(), details == null ? null : details.errorCode(),
                details == null ? null : details.errorMessage());
    }

    /** DescribeContact. */
    @Override
    public Optional<Contact> look(String contactId) {
        return ask(() -> {
            try {
                var contact = client.describeContact(request -> request.instanceId(instanceId).contactId(contactId)).contact();
                ContactAttributes seen = new ContactAttributes(real(contact.connectedToSystemTimestamp()),
                        contact.disconnectReason(), contact.attributes());
                return Optional.of(new Contact(contact.id(), seen.connectedAt(), real(contact.disconnectTimestamp()),
                        seen.reason(), seen.isAnswered(), seen.isToldGone(), seen.response()));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** StopContact. */
    @Override
    public void stop(String contactId) {
        ask(() -> {
            try {
                return client.stopContact(request -> request.instanceId(instanceId).contactId(contactId));
            } catch (ContactNotFoundException e) {
                return null;
            }
        });
    }

    /** UpdateContactAttributes: adds to the attributes of a contact, whether it goes on or has ended. */
    @Override
    public void tell(String contactId, Map<String, String> said) {
        ask(() -> client.updateContactAttributes(request -> request.instanceId(instanceId).initialContactId(contactId)
                .attributes(said)));
    }

    /** Connect has written 1970 where it has no time (Connect administrator guide, "Contact events", sample). */
    private static Instant real(Instant time) {
        return time == null || time.getEpochSecond() < 86_400 ? null : time;
    }

    /** What may be asked twice. */
    private static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (AwsServiceException e) {
            ConnectError error = error(e);
            throw error.isBusy() ? new TelephoneBusyException(error.reason(), e) : new TelephoneException(error.reason(), e);
        } catch (SdkClientException e) {
            throw new TelephoneBusyException("Connect cannot be reached", e);
        }
    }
}
