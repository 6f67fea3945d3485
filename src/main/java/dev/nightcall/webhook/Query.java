package dev.nightcall.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters that a door adds to the query of a message, for its patterns: {@code query.NAME}. */
final class Query {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    Query with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    String encoded() {
        return parameters.entrySet().stream().map(entry -> entry.getKey() + "="
                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
