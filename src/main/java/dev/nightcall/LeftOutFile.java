package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.escalation.KnownRoutes;
import dev.nightcall.reading.Sources;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a file of routes would have had, were it not left out: who names it in a plan is told why, and what monitors send there is
 * still taken.
 *
 * @param root   what is in it; null when that cannot be known
 * @param reason why it is left out, after the name of what it would have had
 */
record LeftOutFile(Path path, JsonNode root, String reason) {

    private static final String DIRECT = "direct:";

    /** Why nobody is told by the channels that it would have had, by {@code direct:name}. */
    Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        if (root == null) {
            // Usually a channel's file has its name.
            reasons.put(DIRECT + path.getFileName().toString().replaceFirst("\\.ya?ml$", ""), reason);
            return reasons;
        }
        for (JsonNode item : root) {
            String uri = uri(item);
            if (uri.startsWith(DIRECT)) {
                reasons.put(KnownRoutes.name(uri), reason);
            }
            String name = parameter(item, "name");
            if (!name.isEmpty()) {
                reasons.put(DIRECT + name, reason);
            }
        }
        return reasons;
    }

    /** The doors of its webhooks; {@link Sources#ANY} when one may have had any path. */
    Set<String> doors() {
        if (root == null) {
            return Set.of(Sources.ANY);
        }
        Set<String> doors = new HashSet<>();
        for (JsonNode item : root) {
            String door = parameter(item, "path");
            if (!door.isEmpty() && !door.contains("{{")) {
                doors.add(door);
            } else if (item.at("/templatedRoute/routeTemplateRef").asText().startsWith("webhook-s")) {
                doors.add(Sources.ANY);
            }
        }
        return doors;
    }

    /**
     * What it would have read by HTTP in a way of its own, as {@code platform-http:/path}; the alerts when that cannot be known,
     * nor what a placeholder stands for.
     */
    Set<String> paths() {
        if (root == null) {
            return Set.of(RouteFiles.ALERTS);
        }
        Set<String> paths = new HashSet<>();
        root.forEach(item -> paths.add(KnownRoutes.name(uri(item))));
        boolean unknown = paths.stream().anyMatch(uri -> uri.startsWith("platform-http:") && uri.contains("{{"));
        paths.removeIf(uri -> !uri.matches("platform-http:/[^{}]*"));
        if (unknown) {
            paths.add(RouteFiles.ALERTS);
        }
        return paths;
    }

    private static String uri(JsonNode item) {
        JsonNode from = item.at("/route/from").isMissingNode() ? item.path("from") : item.at("/route/from");
        String path = from.at("/parameters/path").asText(from.at("/parameters/name").asText());
        return from.path("uri").asText() + (path.isEmpty() ? "" : ":" + path);
    }

    private static String parameter(JsonNode item, String name) {
        for (JsonNode parameter : item.at("/templatedRoute/parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("value").asText();
            }
        }
        return "";
    }
}
