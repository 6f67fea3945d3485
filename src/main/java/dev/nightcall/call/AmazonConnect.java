package dev.nightcall.call;

import dev.nightcall.aws.Outage;
import dev.nightcall.aws.Transmission;
import dev.nightcall.call.ConnectError.Meaning;
import dev.nightcall.core.Contact;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of Amazon Connect's API that Nightcall makes, for one instance, one contact flow and one caller ID.
 *
 * <p>The client must not retry by itself: each try has to pass our throttle.
 */
public final class AmazonConnect {

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

    /**
     * StartOutboundVoiceContact. While a contact with the same token lives, it is returned instead of a new one.
     *
     * @param transmission says until when it may be asked, and whether it was
     * @return the contact's id
     * @throws DialFailedException           when Connect did not answer with a contact
     * @throws Transmission.TooLateException when it was too late to ask: nothing was dialled
     */
    public String dial(String token, String number, Map<String, String> attributes, Transmission transmission) {
        try {
            return client.startOutboundVoiceContact(request -> request.instanceId(instanceId)
                    .contactFlowId(contactFlowId).sourcePhoneNumber(sourceNumber).destinationPhoneNumber(number)
                    .clientToken(token).attributes(attributes)
                    .overrideConfiguration(o -> o.putExecutionAttribute(Transmission.ATTRIBUTE, transmission))).contactId();
        } catch (SdkException e) {
            throw new DialFailedException(error(e, transmission), e);
        }
    }

    private static ConnectError error(SdkException e, Transmission transmission) {
        if (!transmission.isBegun()) {
            // Its time was over, or this process stops, before anything was sent: that says nothing of the credentials.
            return e instanceof ApiCallAttemptTimeoutException || e instanceof AbortedException ? ConnectError.unreachable()
                    : ConnectError.withoutCredentials();
        }
        if (e instanceof AwsServiceException answer) {
            AwsErrorDetails details = answer.awsErrorDetails();
            return ConnectError.of(answer.statusCode(), details == null ? null : details.errorCode(),
                    details == null ? null : details.errorMessage());
        }
        return Outage.isBeforeRequest(e) ? ConnectError.unreachable() : ConnectError.withoutAnswer(e.getMessage());
    }

    /**
     * DescribeContact.
     *
     * @return empty when Connect knows no such contact
     * @throws ConnectBusyException when it may be asked again
     */
    public Optional<Contact> look(String contactId) {
        try {
            var contact = client.describeContact(request -> request.instanceId(instanceId).contactId(contactId)).contact();
            return Optional.of(new Contact(contact.id(), real(contact.connectedToSystemTimestamp()),
                    real(contact.disconnectTimestamp()), contact.disconnectReason(), contact.attributes()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (ConnectException e) {
            throw isBusy(e) ? busy(e) : e;
        } catch (SdkClientException e) {
            throw new ConnectBusyException("Connect cannot be reached", e);
        }
    }

    /** StopContact: ends it whether it rings or talks. That it has ended already is no error. */
    public void stop(String contactId) {
        try {
            client.stopContact(request -> request.instanceId(instanceId).contactId(contactId));
        } catch (ContactNotFoundException e) {
            return;
        } catch (ConnectException e) {
            throw isBusy(e) ? busy(e) : e;
        }
    }

    /**
     * UpdateContactAttributes: adds to the attributes of a contact, whether it goes on or has ended.
     *
     * @throws ConnectBusyException when it may be asked again
     */
    public void update(String contactId, Map<String, String> attributes) {
        try {
            client.updateContactAttributes(request -> request.instanceId(instanceId).initialContactId(contactId)
                    .attributes(attributes));
        } catch (ConnectException e) {
            throw isBusy(e) ? busy(e) : e;
        } catch (SdkClientException e) {
            throw new ConnectBusyException("Connect cannot be reached", e);
        }
    }

    /** Connect has written 1970 where it has no time (Connect administrator guide, "Contact events", sample). */
    private static Instant real(Instant time) {
        return time == null || time.getEpochSecond() < 86_400 ? null : time;
    }

    /** Of what may be asked twice: Connect asks for fewer requests, or says that it failed. */
    private static boolean isBusy(ConnectException e) {
        Meaning meaning = ConnectError.of(e.statusCode(), code(e), e.getMessage()).meaning();
        return meaning == Meaning.BUSY || meaning == Meaning.LOST;
    }

    private static ConnectBusyException busy(ConnectException e) {
        return new ConnectBusyException(e.statusCode() + " " + code(e), e);
    }

    private static String code(ConnectException e) {
        return e.awsErrorDetails() == null ? "HTTP " + e.statusCode() : e.awsErrorDetails().errorCode();
    }
}
