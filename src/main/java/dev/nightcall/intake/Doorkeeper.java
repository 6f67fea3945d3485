package dev.nightcall.intake;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at the key before anything of a body is read. A key of ours counts wherever one of the doors would look for it;
 * whether it has the right to what is asked is for that door to say, in its own words.
 */
final class Doorkeeper {

    /** PagerDuty's; its senders may also write it into the body. */
    static final String ROUTING_KEY = "x-routing-key";

    /** The names of the headers that doors read: Camel takes a parameter of the query for a header. */
    private static final Set<String> KEYED_BY = Set.of(ApiKeys.HEADER, "authorization", ROUTING_KEY);
    private static final Pattern WITH_KEY = Pattern.compile("/webhooks/[^/]+/([^/]+)/?");
    /** Events have their key inside: https://developer.pagerduty.com/docs/send-alert-event */
    private static final String KEY_INSIDE = "/pagerduty/";

    private final ApiKeys keys;

    Doorkeeper(ApiKeys keys) {
        this.keys = keys;
    }

    /** The name of the key that a request shows; empty when it shows none of ours. */
    Optional<String> holder(HttpServerRequest request) {
        return shown(request).map(keys::holder).flatMap(Optional::stream).findFirst();
    }

    /** Whether it shows a key, and none of ours. */
    boolean isWrong(HttpServerRequest request) {
        return shown(request).findAny().isPresent() && holder(request).isEmpty();
    }

    /** Whether its query has a key, or what a door could take for one. */
    static boolean isKeyInQuery(HttpServerRequest request) {
        return QueryNames.of(request.query()).anyMatch(name -> KEYED_BY.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static Stream<String> shown(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return Stream.of(headers.get(ApiKeys.HEADER), PresentedKey.of(null, headers.get(HttpHeaders.AUTHORIZATION)),
                headers.get(ROUTING_KEY), inPath(request.path())).filter(Objects::nonNull);
    }

    /** Whether the door that is asked looks for the key in the body. */
    static boolean isKeyInside(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith(KEY_INSIDE);
    }

    private static String inPath(String path) {
        Matcher matcher = WITH_KEY.matcher(path == null ? "" : path);
        try {
            return matcher.matches() ? URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8) : null;
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no octet: no key has one.
            return null;
        }
    }
}
