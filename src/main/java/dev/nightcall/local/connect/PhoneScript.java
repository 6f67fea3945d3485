package dev.nightcall.local.connect;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * What a telephone does with every call to it.
 *
 * @param afterSeconds       from the first ring to the answer; 2 when null
 * @param keys               the first entry answers the first request for input, and so on; then the phone is silent
 * @param keyAfterSeconds    before each key; 0.3 when null
 * @param hangUpAfterSeconds from the answer; null never hangs up
 */
public record PhoneScript(Behaviour behaviour, Double afterSeconds, List<String> keys, Double keyAfterSeconds,
                          Double hangUpAfterSeconds) {

    /** What happens when the phone is called. */
    public enum Behaviour {
        /** Somebody answers. */
        @JsonProperty("answer") ANSWER,
        /** Rings until the network or the caller gives up. */
        @JsonProperty("no-answer") NO_ANSWER,
        /** A voicemail box answers; it presses no key and records what is said. */
        @JsonProperty("voicemail") VOICEMAIL,
        /** Engaged. */
        @JsonProperty("busy") BUSY,
        /** There is no such number. */
        @JsonProperty("invalid") INVALID
    }

    public PhoneScript {
        if (behaviour == null) {
            throw new IllegalArgumentException("behaviour must be answer, no-answer, voicemail, busy or invalid");
        }
        afterSeconds = afterSeconds == null ? 2.0 : afterSeconds;
        keyAfterSeconds = keyAfterSeconds == null ? 0.3 : keyAfterSeconds;
        keys = keys == null ? List.of() : List.copyOf(keys);
        if (afterSeconds < 0 || keyAfterSeconds < 0 || (hangUpAfterSeconds != null && hangUpAfterSeconds < 0)) {
            throw new IllegalArgumentException("seconds cannot be negative");
        }
        if (keys.stream().anyMatch(entry -> !entry.matches("[0-9*#]+"))) {
            throw new IllegalArgumentException("keys are 0 to 9, * and #");
        }
        if (behaviour == Behaviour.VOICEMAIL && !keys.isEmpty()) {
            throw new IllegalArgumentException("a voicemail box presses no keys");
        }
    }
}
