package dev.nightcall.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.re2j.PatternSyntaxException;
import com.jayway.jsonpath.InvalidPathException;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the patterns of a source from YAML: one, or a list of which the first that matches counts. The language is described
 * in {@code docs/sources.md}.
 */
final class PatternReader {

    private static final Set<String> PARTS =
            Set.of("lines", "when", "unless", "find", "missing", "each", "alert", "labels", "copy", "states", "severities",
                    "hosts");
    private static final Set<String> FIELDS = Set.of(Draft.SYSTEM, Draft.HOST, Draft.SERVICE, Draft.ALIAS, Draft.SEVERITY,
            Draft.STATE, Draft.SUMMARY, Draft.OCCURRED_AT);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final Tables tables;

    PatternReader(Tables tables) {
        this.tables = tables;
    }

    /** @throws PatternException naming what is wrong and where, as {@code /0/when/subject} */
    List<Pattern> read(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new PatternException("line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
                    "is no YAML: " + e.getOriginalMessage());
        }
        List<Pattern> patterns = new ArrayList<>();
        if (root.isArray()) {
            for (int i = 0; i < root.size(); i++) {
                patterns.add(pattern(root.get(i), "/" + i));
            }
        } else {
            patterns.add(pattern(root, ""));
        }
        if (patterns.isEmpty()) {
            throw new PatternException("", "has no pattern");
        }
        return patterns;
    }

    private Pattern pattern(JsonNode node, String at) {
        if (!node.isObject()) {
            throw new PatternException(at, "must be an object with " + sorted(PARTS));
        }
        refuseOthers(node, PARTS, at);
        JsonNode each = node.path("each");
        if (each.isTextual()) {
            checkName(each.textValue(), at + "/each");
        }
        return new Pattern(lines(node.path("lines"), at + "/lines"),
                conditions(node.path("when"), at + "/when"), conditions(node.path("unless"), at + "/unless"),
                conditions(node.path("find"), at + "/find"), expressions(node.path("missing"), at + "/missing"),
                each.isTextual() ? each.textValue() : "", each.isTextual() ? List.of() : each(each, at + "/each"),
                fields(node.path("alert"), at + "/alert"), templates(node.path("labels"), at + "/labels"),
                texts(node.path("copy"), at + "/copy").stream().map(path -> checkName(path, at + "/copy")).toList(),
                table(node.path("states"), at + "/states", Stream.of(State.values()).map(State::word).toList()),
                table(node.path("severities"), at + "/severities", Stream.of(Severity.values()).map(Severity::word).toList()),
                tables.hosts(node.path("hosts"), at + "/hosts"));
    }

    private Map<String, List<Template>> fields(JsonNode node, String at) {
        refuseOthers(node, FIELDS, at);
        return templates(node, at);
    }

    /** An object {name: expression or expressions}, or a list of such objects, so that a name can come twice. */
    private static List<Condition> conditions(JsonNode node, String at) {
        List<Condition> conditions = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                conditions.addAll(conditions(node.get(i), at + "/" + i));
            }
        } else {
            properties(node, at).forEach(entry -> conditions.add(new Condition(checkName(entry.getKey(), at),
                    expressions(entry.getValue(), at + "/" + entry.getKey()))));
        }
        return conditions;
    }

    /** A name that is a JSON path has to be a right one; any other is the message's business. */
    private static String checkName(String name, String at) {
        if (name.startsWith("$") || name.startsWith("@")) {
            try {
                WebhookMessage.check(name);
            } catch (InvalidPathException e) {
                throw new PatternException(at, "is no JSON path: " + e.getMessage());
            }
        }
        return name;
    }

    private static List<com.google.re2j.Pattern> expressions(JsonNode node, String at) {
        return texts(node, at).stream().map(expression -> compile(expression, at)).toList();
    }

    private static com.google.re2j.Pattern compile(String expression, String at) {
        try {
            return com.google.re2j.Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new PatternException(at, "is no regular expression of RE2: " + e.getMessage());
        }
    }

    /** An object {name: label or labels}. */
    private static Lines lines(JsonNode node, String at) {
        Map<String, List<com.google.re2j.Pattern>> labels = new LinkedHashMap<>();
        properties(node, at).forEach(entry -> labels.put(entry.getKey(), texts(entry.getValue(), at + "/" + entry.getKey())
                .stream().map(label -> compile("(?i:" + label + ")", at + "/" + entry.getKey())).toList()));
        return new Lines(labels);
    }

    /** One object {name: expression or expressions}, or a list of them, each to be found within what the one before has found. */
    private static List<Condition> each(JsonNode node, String at) {
        if (!node.isArray() && node.size() > 1) {
            throw new PatternException(at, "must be one name with its expressions, a list of such, or a path");
        }
        return conditions(node, at);
    }

    private Map<String, List<Template>> templates(JsonNode node, String at) {
        Map<String, List<Template>> templates = new LinkedHashMap<>();
        properties(node, at).forEach(entry -> templates.put(entry.getKey(),
                texts(entry.getValue(), at + "/" + entry.getKey()).stream()
                        .map(text -> template(text, at + "/" + entry.getKey())).toList()));
        return templates;
    }

    private Template template(String text, String at) {
        try {
            Template template = new Template(text, table -> tables.named(table, at));
            template.names().forEach(name -> checkName(name, at));
            return template;
        } catch (PatternSyntaxException e) {
            throw new PatternException(at, "names a table with a word that is no regular expression of RE2: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new PatternException(at, e.getMessage());
        }
    }

    private Table table(JsonNode node, String at, List<String> meanings) {
        Map<String, String> words = tables.words(node, at);
        words.forEach((word, meaning) -> {
            if (!meanings.contains(meaning)) {
                throw new PatternException(at + "/" + word, "must be one of " + String.join(", ", meanings));
            }
        });
        try {
            return Table.ofWords(words);
        } catch (PatternSyntaxException e) {
            throw new PatternException(at, "has a word that is no regular expression of RE2: " + e.getMessage());
        }
    }

    private static List<String> texts(JsonNode node, String at) {
        if (node.isMissingNode()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node.isArray() ? node : List.of(node)) {
            if (!text.isValueNode() || text.isNull()) {
                throw new PatternException(at, "must be text, or a list of texts");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    private static Set<Map.Entry<String, JsonNode>> properties(JsonNode node, String at) {
        if (!node.isObject() && !node.isMissingNode()) {
            throw new PatternException(at, "must be an object of names and texts");
        }
        return node.properties();
    }

    private static void refuseOthers(JsonNode node, Set<String> known, String at) {
        node.properties().stream().map(Map.Entry::getKey).filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new PatternException(at + "/" + name, "is unknown; there are " + sorted(known));
        });
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
