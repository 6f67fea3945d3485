package dev.nightcall.webhook;

import java.util.Map;

/**
 * What a sender hears.
 *
 * @param headers besides {@code Content-Type}
 * @param body    to be written as JSON
 */
record Answer(int status, String mediaType, Map<String, String> headers, Object body) {

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", Map.of(), body);
    }

    Answer with(Map<String, String> more) {
        return new Answer(status, mediaType, more, body);
    }
}
