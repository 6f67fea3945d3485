package dev.nightcall.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Camel's own settings in {@code application.properties}, {@code camel.…}. Camel says what there is in
 * {@code META-INF/camel-main-configuration-metadata.json} of camel-main and, of a component, in its jar.
 */
final class CamelSettings {

    private static final String METADATA = "META-INF/camel-main-configuration-metadata.json";
    private static final String COMPONENT = "camel.component.";
    /** What names things of its own, so that nothing can be said about it here. */
    private static final List<String> OPEN = List.of("camel.beans.", "camel.dataformat.", "camel.language.", "camel.variable.",
            "camel.threadpool.config", "camel.rest.", "camel.routetemplate", "camel.group.", "camel.cloud.", "camel.kamelet.");

    private final Map<String, JsonNode> known = new TreeMap<>();

    /** What Camel would refuse at the start, or never read. @param place where in the file a key is */
    List<String> problems(Map<String, String> file, UnaryOperator<String> place) {
        List<String> problems = new ArrayList<>();
        file.forEach((key, value) -> {
            String problem = key.startsWith("camel.") ? problem(key, value.strip()) : "";
            if (!problem.isEmpty()) {
                problems.add(key + " (" + place.apply(key) + ") " + problem);
            }
        });
        return problems;
    }

    private String problem(String key, String value) {
        if (key.startsWith(COMPONENT)) {
            return problemOfComponent(key.substring(COMPONENT.length()));
        }
        if (OPEN.stream().anyMatch(plain(key)::startsWith)) {
            return "";
        }
        if (known.isEmpty()) {
            read(METADATA).path("properties").forEach(property -> known.put(property.path("name").asText(), property));
        }
        JsonNode property = known.entrySet().stream().filter(entry -> plain(entry.getKey()).equals(plain(key)))
                .map(Map.Entry::getValue).findFirst().orElse(null);
        return property == null ? "is no setting of Camel" + Spelling.hint(key, known.keySet())
                : problemOfValue(property.path("javaType").asText(), value);
    }

    private static String problemOfValue(String type, String value) {
        return switch (type) {
            case "boolean", "java.lang.Boolean" -> value.matches("(?i)true|false|\\{\\{.*}}") ? "" : "must be true or false";
            case "int", "long", "java.lang.Integer", "java.lang.Long" ->
                    value.matches("-?\\d{1,18}|\\{\\{.*}}") ? "" : "must be a whole number";
            default -> "";
        };
    }

    /** @param named as {@code http.proxy-host} */
    private static String problemOfComponent(String named) {
        String[] parts = named.split("\\.", 2);
        String component = parts[0];
        JsonNode schema = schema(component);
        if (schema.isMissingNode() || parts.length < 2) {
            return "is a setting of a component that is not there: " + component;
        }
        List<String> options = new ArrayList<>();
        schema.path("componentProperties").fieldNames().forEachRemaining(options::add);
        // What is behind a further dot is a matter of the option's own.
        String option = parts[1].split("[.\\[]", 2)[0];
        return options.stream().anyMatch(one -> plain(one).equals(plain(option))) ? ""
                : "is no setting of Camel's component " + component + Spelling.hint(option, options);
    }

    private static JsonNode schema(String component) {
        try (InputStream in = stream("META-INF/services/org/apache/camel/component/" + component)) {
            String type = in == null ? "" : PropertiesFile.read(in).getOrDefault("class", "");
            int name = type.lastIndexOf('.');
            return name < 0 ? read("")
                    : read("META-INF/" + type.substring(0, name).replace('.', '/') + "/" + component + ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String resource) {
        try (InputStream in = resource.isEmpty() ? null : stream(resource)) {
            return in == null ? new ObjectMapper().missingNode() : new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static InputStream stream(String resource) {
        return CamelSettings.class.getClassLoader().getResourceAsStream(resource);
    }

    /** Camel takes {@code proxy-host} for {@code proxyHost}. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
