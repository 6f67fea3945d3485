package dev.nightcall.webhook;

import dev.nightcall.reading.Reading;
import dev.nightcall.reading.WebhookMessage;

import java.util.function.Function;

/**
 * A request that was let in.
 *
 * @param message what is to be read; null when it only asks something
 * @param answer  once all it says is in the queue
 */
record Arrival(WebhookMessage message, Function<Reading, Answer> answer) {
}
