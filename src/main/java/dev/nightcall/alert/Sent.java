package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * How an alert was sent, where its door knows more than what it says: by mail, or by Amazon SNS.
 *
 * @param sender  whose times can be compared; empty when that is not known
 * @param at      when it was sent, by the sender's clock; null when it does not say so with a zone. Not when trouble began
 * @param message the sender's id of the message together with what it says and which of its alerts this is, as a digest; null
 *                when it has no id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sent(String sender, Instant at, String message) {

    public Sent {
        requireNonNull(sender, "sender");
    }

    /** The same without the message: said again by Nightcall, it is not the message again. */
    Sent withoutMessage() {
        return new Sent(sender, at, null);
    }
}
