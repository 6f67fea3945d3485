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
        // Copies of older incidents do not name it, and there is nothing in telling a channel twice.
        attempts = Recipients.phone(recipients) ? Math.max(1, attempts) : 1;
    }

    public Step(List<String> recipients, Duration waitTime) {
        this(recipients, 1, waitTime);
    }

    /** Who is told by an attempt, from 1: the first one tells all of them, the others only phone. */
    public List<String> recipients(int attempt) {
        return attempt == 1 ? recipients : recipients.stream().filter(Recipients::isCall).toList();
    }
}
