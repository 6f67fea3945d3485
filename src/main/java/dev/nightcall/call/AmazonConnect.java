package dev.nightcall.call;

import dev.nightcall.aws.Outage;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The three calls of Amazon Connect's API that Nightcall makes, for one instance, one contact flow and one caller ID.
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
     * @return the contact's id
     * @throws ConnectBusyException    when nothing was dialled, and it may be tried again with the same token
     * @throws ConnectRefusedException when nothing was dialled, and never will be
     * @throws SdkClientException      when nobody knows whether it was dialled
     */
    public String dial(String token, String number, Map<String, String> attributes) {
        try {
            return client.startOutboundVoiceContact(request -> request.instanceId(instanceId)
                    .contactFlowId(contactFlowId).sourcePhoneNumber(sourceNumber).destinationPhoneNumber(number)
                    .clientToken(token).attributes(attributes)).contactId();
        } catch (ConnectException e) {
            if (isBusy(e)) {
                throw busy(e);
            }
            throw new ConnectRefusedException(code(e), e);
        } catch (SdkClientException e) {
            if (Outage.isBeforeRequest(e)) {
                throw new ConnectBusyException("Connect cannot be reached", e);
            }
            throw e;
        }
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
                    real(contact.disconnectTimestamp()), contact.disconnectReason(), contact.attributes(),
                    contact.lastUpdateTimestamp()));
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

    /** Connect has written 1970 where it has no time (Connect administrator guide, "Contact events", sample). */
    private static Instant real(Instant time) {
        return time == null || time.getEpochSecond() < 86_400 ? null : time;
    }

    /**
     * 429 is TooManyRequestsException (rate) or LimitExceededException (concurrent calls); with 500 Connect says itself
     * that it failed.
     */
    private static boolean isBusy(ConnectException e) {
        return e.statusCode() == 429 || e.statusCode() >= 500;
    }

    private static ConnectBusyException busy(ConnectException e) {
        return new ConnectBusyException(e.statusCode() + " " + code(e), e);
    }

    private static String code(ConnectException e) {
        return e.awsErrorDetails() == null ? "HTTP " + e.statusCode() : e.awsErrorDetails().errorCode();
    }
}
