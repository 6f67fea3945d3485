package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Duration;
import java.util.List;

/**
 * One step of a policy.
 *
 * @param recipients Camel endpoint URIs; {@code call:NAME} phones an engineer, schedule or team
 * @param waitTime   how long until the next step starts, unless every call of this one ends without success before
 */
public record Step(List<String> recipients, @JsonProperty("wait") Duration waitTime) {

    public Step {
        recipients = List.copyOf(recipients);
    }
}
