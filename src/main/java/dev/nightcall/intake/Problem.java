package dev.nightcall.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.util.Map;

/**
 * An HTTP error as RFC 9457 writes it.
 *
 * @param detail what went wrong, for the caller; null when that is not the caller's business
 * @param field  JSON pointer to the part of the request that is wrong, or the name of a query parameter; null when it is
 *               not about a part
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "field"})
public record Problem(String type, String title, int status, String detail, String field) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that is nothing more than its status. */
    public static Problem of(int status, String detail) {
        return of(status, detail, null);
    }

    public static Problem of(int status, String detail, String field) {
        return new Problem("about:blank", HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail, field);
    }

    /** Response headers that belong to the status. */
    @JsonIgnore
    public Map<String, String> headers() {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "ApiKey header=\"" + ApiKeys.HEADER + "\"");
            // Too much at a time, or an outage: the same request can succeed soon.
            case 429, 503 -> Map.of("Retry-After", "5");
            default -> Map.of();
        };
    }
}
