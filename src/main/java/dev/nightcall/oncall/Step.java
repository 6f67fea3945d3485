package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Duration;
import java.util.List;

/**
 * One step of a policy.
 *
 * @param recipients Camel endpoint URIs; {@code call:NAME} phones an engineer, schedule or team
 * @param attempts   how often in a row they are called: a phone that does not disturb lets the second call within three
 *                   minutes through
 * @param waitTime   how long until the next attempt or step starts, unless every call has ended without success before
 */
public record Step(List<String> recipients, int attempts, @JsonProperty("wait") Duration waitTime) {

    public Step {
        recipients = List.copyOf(recipients);
        // Copies of older incidents do not name it.
        attempts = Math.max(1, attempts);
    }

    public Step(List<String> recipients, Duration waitTime) {
        this(recipients, 1, waitTime);
    }
}
