package dev.nightcall.webhook;

import dev.nightcall.intake.PresentedKey;
import dev.nightcall.memory.Share;
import dev.nightcall.reading.WebhookMessage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * An HTTP request, as far as a door looks at it.
 *
 * @param path          percent-encoded, as {@code /webhooks/zabbix}
 * @param query         percent-encoded; empty when there is none
 * @param apiKey        the header {@code x-api-key}; null when it is missing
 * @param authorization the header of that name; null when it is missing
 * @param routingKey    PagerDuty's header {@code x-routing-key}; null when it is missing
 * @param text          unpacks and decodes the body; whoever needs no body to say no is spared that
 * @param reader        of bodies of whoever has shown a key
 * @param share         from which what the body becomes takes memory
 */
record Request(String method, String path, String query, String apiKey, String authorization, String routingKey,
               BiFunction<BodyReader, Share, String> text, BodyReader reader, Share share) {

    /** The key that it shows in its headers; null when there is none. */
    String key() {
        return PresentedKey.of(apiKey, authorization);
    }

    /** @throws BodyException when it cannot be taken in */
    String body() {
        return body(reader, share);
    }

    /** The same by another reader and from another's memory. @throws BodyException when it cannot be taken in */
    String body(BodyReader by, Share from) {
        return text.apply(by, from);
    }

    /** The body as a message of a door. */
    WebhookMessage message(String door, String sender, String fullQuery) {
        return WebhookMessage.of(door, sender, fullQuery, body(), share);
    }

    /** The parts of the path between slashes, decoded. */
    List<String> segments() {
        return Stream.of(path.split("/")).filter(segment -> !segment.isEmpty()).map(Request::decode).toList();
    }

    /** A parameter of the query; the first one counts. */
    Optional<String> parameter(String name) {
        return Stream.of(query.split("&")).map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && decode(pair[0]).equals(name)).map(pair -> decode(pair[1]))
                .filter(value -> !value.isBlank()).findFirst();
    }

    /** The query with more parameters of ours: those before it cannot be overruled by the sender, those after it can. */
    String query(Query before, Query after) {
        return Stream.of(before.encoded(), query, after.encoded()).filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + "&" + right).orElse("");
    }

    /** A percent sign that begins no octet stands for itself; a plus is a plus, since none of this is a form. */
    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replaceAll("%(?![0-9a-fA-F]{2})", "%25").replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
