package dev.nightcall.console;

import dev.nightcall.aws.Cursor;
import dev.nightcall.aws.Item;
import dev.nightcall.intake.BadRequestException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API, as it was sent: nothing of it is decoded before it is asked for.
 *
 * @param key   the name of the API key
 * @param path  as {@code /api/incidents/4711/resolve}, percent-encoded
 * @param query percent-encoded; null when there is none
 * @param octets the body; null when there is none
 */
public record ApiRequest(String key, String path, String query, byte[] octets) {

    private static final int LONGEST_PAGE = 500;
    private static final int USUAL_PAGE = 100;
    private static final int ID = 3;
    /** DynamoDB takes keys of 2048 bytes, and ours have a word more than the path has. */
    private static final int LONGEST_PATH = 2000;

    /** @throws BadRequestException when the path is too long for anything that is kept */
    public ApiRequest {
        if (path.length() - 2 * path.chars().filter(c -> c == '%').count() > LONGEST_PATH) {
            throw new BadRequestException("path", "is longer than that of anything there is");
        }
    }

    /** The body as text; empty when there is none. */
    public String body() {
        return octets == null ? "" : new String(octets, StandardCharsets.UTF_8);
    }

    /** The path's part after {@code /api/NAME/}; empty when there is none. */
    public String id() {
        return part(ID);
    }

    /** A part of the path, where {@code api} is the first; empty when there is none. */
    String part(int number) {
        String[] parts = path.split("/");
        return parts.length > number ? decode("id", parts[number]) : "";
    }

    /** A query parameter; empty when it is missing or blank. @throws BadRequestException when it is there twice */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name)).filter(value -> !value.isBlank());
    }

    /** How long a page shall be. */
    public int limit() {
        return limit(USUAL_PAGE, LONGEST_PAGE);
    }

    /** How long a page shall be. @throws BadRequestException when it is not from 1 to {@code longest} */
    public int limit(int usual, int longest) {
        return parameter("limit").map(text -> {
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > longest) {
                throw new BadRequestException("limit", "must be a whole number from 1 to " + longest);
            }
            return Integer.parseInt(text);
        }).orElse(usual);
    }

    /** The key after which the page starts; null for the first page. */
    public Item next() {
        try {
            return parameter("next").map(Cursor::read).orElse(null);
        } catch (IllegalArgumentException e) {
            throw badNext();
        }
    }

    /** What a caller hears whose {@code next} did not come from this list. */
    public static BadRequestException badNext() {
        return new BadRequestException("next", "must be what the page before said, with the same parameters");
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = decode("query", parts[0]);
            if (parameters.put(name, parts.length == 2 ? decode(name, parts[1]) : "") != null) {
                throw new BadRequestException(name, "must not be there twice");
            }
        }
        return parameters;
    }

    /** A plus is a plus, as in +09:00, and no space: this is no form. */
    static String decode(String field, String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(field, "must be percent-encoded as in RFC 3986");
        }
    }
}
