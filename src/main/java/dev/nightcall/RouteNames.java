package dev.nightcall;

import dev.nightcall.escalation.KnownRoutes;
import dev.nightcall.yaml.YamlDocument;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only one can have: a route its id, what it begins with, and for a source the path of its webhook; a template and a
 * configuration their ids. Of a second one Camel takes the first away, or does not start.
 */
final class RouteNames {

    private static final String ID = "the route's id ";
    private static final String INPUT = "what begins with ";
    /** The parameters of channels' templates that say where they are told, and without which nobody is. */
    private static final Set<String> ADDRESSES = Set.of("url", "server", "from", "to");
    /** Those that may be empty. A variable that is not set is something else. */
    private static final Set<String> OPTIONAL = Set.of("header", "secret", "username", "password");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{[^{}]*}}");

    /** What an item of a file may be besides a route, by where its id is. */
    private static final Map<String, String> OTHERS = Map.of("/routeTemplate/id", "the template's id ",
            "/routeConfiguration/id", "the route configuration's id ");

    /** Who has it, as {@code file:line}. */
    private final Map<String, String> owners = new HashMap<>();

    RouteNames() {
        Reserved.IDS.forEach(id -> owners.put(ID + id, Reserved.OWNER));
        Reserved.INPUTS.forEach(input -> owners.put(INPUT + input, Reserved.OWNER));
        Reserved.TEMPLATES.forEach(id -> owners.put(OTHERS.get("/routeTemplate/id") + id, Reserved.OWNER));
        Reserved.CONFIGURATIONS.forEach(id -> owners.put(OTHERS.get("/routeConfiguration/id") + id, Reserved.OWNER));
    }

    /**
     * Gives a file its names.
     *
     * @param document in which its items are
     * @return what others have already, as {@code file:line: what is wrong}; then the file has none of them
     */
    List<String> take(CamelContext camel, Path file, List<RouteDefinition> routes, YamlDocument document) {
        Map<String, String> mine = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (RouteDefinition route : routes) {
            take(names(camel, route), file + ":" + lineOf(route.getRouteId(), document), mine, problems);
        }
        for (int i = 0; i < document.root().size(); i++) {
            for (Map.Entry<String, String> other : OTHERS.entrySet()) {
                String at = "/" + i + other.getKey();
                if (document.root().at(at).isTextual()) {
                    take(List.of(other.getValue() + document.root().at(at).asText()),
                            file + ":" + document.problem(at, "").line(), mine, problems);
                }
            }
        }
        if (problems.isEmpty()) {
            owners.putAll(mine);
        }
        return problems;
    }

    private void take(List<String> names, String place, Map<String, String> mine, List<String> problems) {
        // Of a copy that was not renamed one word is enough.
        names.stream().filter(name -> owner(name, mine) != null).findFirst().ifPresent(name ->
                problems.add(place + ": " + name + " is already that of " + owner(name, mine)));
        names.forEach(name -> mine.putIfAbsent(name, place));
    }

    private String owner(String name, Map<String, String> mine) {
        return owners.getOrDefault(name, mine.get(name));
    }

    private static int lineOf(String routeId, YamlDocument document) {
        for (int i = 0; i < document.root().size(); i++) {
            for (String id : List.of("/templatedRoute/routeId", "/route/id", "/from/id")) {
                if (document.root().at("/" + i + id).asText().equals(routeId)) {
                    return document.problem("/" + i + id, "").line();
                }
            }
        }
        return 1;
    }

    private static List<String> names(CamelContext camel, RouteDefinition route) {
        List<String> names = new ArrayList<>();
        if (route.hasCustomIdAssigned()) {
            names.add(ID + route.getRouteId());
        }
        Object path = parameters(route).get("path");
        if (path != null && parameters(route).containsKey("monitor")) {
            names.add("the path /webhooks/" + path);
        }
        String uri = uri(camel, route);
        if (uri.startsWith("direct:") || uri.startsWith("platform-http:")) {
            names.add(INPUT + uri);
        }
        return names;
    }

    /** What routes begin with. */
    static Set<String> consumed(CamelContext camel, List<RouteDefinition> routes) {
        Set<String> consumed = new HashSet<>();
        routes.forEach(route -> consumed.add(KnownRoutes.name(uri(camel, route))));
        return consumed;
    }

    /** The channels that nobody is told by, for want of an address or a value, and what they need. */
    static Map<String, String> incomplete(CamelContext camel, List<RouteDefinition> routes) {
        Map<String, String> incomplete = new HashMap<>();
        for (RouteDefinition route : routes) {
            List<String> missing = parameters(route).entrySet().stream()
                    .filter(parameter -> ADDRESSES.contains(parameter.getKey()) && resolved(camel, text(parameter)).isBlank()
                            || OPTIONAL.contains(parameter.getKey()) && !isSet(camel, text(parameter)))
                    .map(RouteNames::text).sorted().toList();
            if (!missing.isEmpty()) {
                incomplete.put(KnownRoutes.name(uri(camel, route)), "needs an address, see " + String.join(", ", missing));
            }
        }
        return incomplete;
    }

    /** The variables that routes name in their endpoints and that are not set, as {@code {{X}}}. */
    static Set<String> unset(CamelContext camel, List<RouteDefinition> routes) {
        Set<String> unset = new LinkedHashSet<>();
        for (RouteDefinition route : routes) {
            if (route.getTemplateParameters() == null || route.getTemplateParameters().isEmpty()) {
                List<String> uris = new ArrayList<>(List.of(route.getInput().getEndpointUri()));
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                        .filter(EndpointRequiredDefinition.class::isInstance)
                        .forEach(to -> uris.add(((EndpointRequiredDefinition) to).getEndpointUri()));
                uris.forEach(uri -> {
                    Matcher variable = VARIABLE.matcher(String.valueOf(uri));
                    while (variable.find()) {
                        if (!isSet(camel, variable.group())) {
                            unset.add(variable.group());
                        }
                    }
                });
            }
        }
        return unset;
    }

    /** Of a route made from a template the parameters are no properties; those of its options may be known only at its start. */
    private static String uri(CamelContext camel, RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        for (Map.Entry<String, Object> parameter : parameters(route).entrySet()) {
            uri = uri.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        return resolved(camel, KnownRoutes.name(uri));
    }

    private static Map<String, Object> parameters(RouteDefinition route) {
        return route.getTemplateParameters() == null ? Map.of() : route.getTemplateParameters();
    }

    private static String text(Map.Entry<String, Object> parameter) {
        return String.valueOf(parameter.getValue());
    }

    /** Empty when a variable in it is not set. */
    private static String resolved(CamelContext camel, String text) {
        return isSet(camel, text) ? camel.resolvePropertyPlaceholders(text) : "";
    }

    private static boolean isSet(CamelContext camel, String text) {
        try {
            camel.resolvePropertyPlaceholders(text);
            return true;
        } catch (IllegalArgumentException e) {
            // Camel says so in no other way.
            return false;
        }
    }
}
