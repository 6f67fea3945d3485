package dev.nightcall.reading;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;

import java.util.Optional;

/**
 * The body of a webhook, or the whole request as a tool like tcpdump has kept it: request line, headers, empty line, body.
 *
 * @param query of the URL; null when there is none
 */
record CapturedRequest(String door, String query, String body) {

    private static final String SENDER = "preview";
    private static final Pattern REQUEST = Pattern.compile(
            "^(POST|PUT|PATCH|DELETE) (\\S+) HTTP/1\\.[01]\r?\n(?:[^\r\n]+\r?\n)*\r?\n");
    private static final Pattern OPSGENIE = Pattern.compile("/v2/alerts/([^/?]+)/?([^/?]*)");

    static CapturedRequest of(String door, String query, byte[] raw) {
        String text = Charsets.decode(raw);
        Matcher request = REQUEST.matcher(text);
        if (!request.find()) {
            return new CapturedRequest(door, query, text);
        }
        return new CapturedRequest(door, query(request.group(1), request.group(2)).orElse(query), text.substring(request.end()));
    }

    Message message() {
        return message(Memory.unlimited().open());
    }

    /** @param share from which it takes memory */
    Message message(Share share) {
        return WebhookMessage.of(door, SENDER, query, body, share);
    }

    /** Opsgenie has the alert and what happens to it in the path, where others have a query. */
    private static Optional<String> query(String method, String target) {
        String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        Matcher alert = OPSGENIE.matcher(target);
        if (alert.find()) {
            query = "identifier=" + alert.group(1) + "&action="
                    + (method.equals("DELETE") ? "delete" : alert.group(2)) + (query.isEmpty() ? "" : "&" + query);
        }
        return Optional.of(query).filter(q -> !q.isEmpty());
    }
}
