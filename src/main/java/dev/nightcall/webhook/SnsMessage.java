package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.reading.Envelope;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of Amazon SNS over HTTP.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
record SnsMessage(JsonNode json) {

    static final String CONFIRMATION = "SubscriptionConfirmation";

    private static final List<String> CONFIRMATION_SIGNED =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification", List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
            CONFIRMATION, CONFIRMATION_SIGNED,
            "UnsubscribeConfirmation", CONFIRMATION_SIGNED);
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    String type() {
        return text("Type");
    }

    String topic() {
        return text("TopicArn");
    }

    String certificateUrl() {
        return text("SigningCertURL");
    }

    String subscribeUrl() {
        return text("SubscribeURL");
    }

    /** Java's name of how it is signed; empty when that is not known. */
    Optional<String> algorithm() {
        return Optional.ofNullable(ALGORITHMS.get(text("SignatureVersion")));
    }

    /** Empty when it is none. */
    byte[] signature() {
        try {
            return Base64.getDecoder().decode(text("Signature"));
        } catch (IllegalArgumentException e) {
            // No Base64, no signature: no key fits to nothing.
            return new byte[0];
        }
    }

    /** What the signature is about: names and values on lines of their own; a Subject only if there is one. */
    byte[] signed() {
        StringBuilder signed = new StringBuilder();
        for (String name : SIGNED.getOrDefault(type(), List.of())) {
            if (json.path(name).isTextual()) {
                signed.append(name).append('\n').append(text(name)).append('\n');
            }
        }
        return signed.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** SNS sends a message again for hours until it is taken, with the same id and time. */
    Envelope envelope() {
        return Envelope.of(topic(), timestamp(), text("MessageId"), text("Subject"), text("Message"));
    }

    private Instant timestamp() {
        try {
            return Instant.parse(text("Timestamp"));
        } catch (DateTimeParseException e) {
            // Then it is as with any other sender that does not say.
            return null;
        }
    }

    boolean isKnown() {
        return SIGNED.containsKey(type());
    }

    private String text(String name) {
        return json.path(name).isTextual() ? json.path(name).textValue() : "";
    }
}
