package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.PatternSyntaxException;
import com.jayway.jsonpath.InvalidPathException;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;
import dev.nightcall.yaml.YamlException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the patterns of a source from YAML: one, or a list of which the first that matches counts. The language is described
 * in {@code docs/sources.md}. It goes on after what is wrong, so that all of it is told at once.
 */
final class PatternReader {

    private static final Set<String> PARTS =
            Set.of("lines", "when", "unless", "find", "missing", "each", "alert", "labels", "copy", "states", "severities",
                    "hosts");
    private static final Set<String> FIELDS = Set.of(Draft.SYSTEM, Draft.HOST, Draft.SERVICE, Draft.ALIAS, Draft.SEVERITY,
            Draft.STATE, Draft.SUMMARY, Draft.OCCURRED_AT);

    private final Tables tables;
    private final YamlDocument document;
    private final List<Problem> problems = new ArrayList<>();

    private PatternReader(Tables tables, YamlDocument document) {
        this.tables = tables;
        this.document = document;
        this.problems.addAll(document.problems());
    }

    /**
     * @param source how messages name it
     * @throws PatternException with everything that is wrong, and where, as {@code /0/when/subject}
     */
    static List<Pattern> read(String source, String yaml, Tables tables) {
        PatternReader reader;
        try {
            reader = new PatternReader(tables, YamlDocument.ofTexts(source, yaml));
        } catch (YamlException e) {
            throw new PatternException(source, List.of(new Problem(e.line(), "", "is no YAML: " + e.problem())));
        }
        List<Pattern> patterns = reader.patterns();
        if (!reader.problems.isEmpty()) {
            throw new PatternException(source, reader.problems);
        }
        return patterns;
    }

    private List<Pattern> patterns() {
        JsonNode root = document.root();
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; root.isArray() && i < root.size(); i++) {
            patterns.add(pattern(root.get(i), "/" + i));
        }
        if (!root.isArray()) {
            patterns.add(pattern(root, ""));
        } else if (root.isEmpty()) {
            wrong("", "has no pattern");
        }
        return patterns;
    }

    private Pattern pattern(JsonNode node, String at) {
        if (!node.isObject()) {
            wrong(at, "must be an object with " + sorted(PARTS));
        }
        refuseOthers(node, PARTS, at);
        JsonNode each = node.path("each");
        if (each.isTextual()) {
            checkName(each.textValue(), at + "/each");
        }
        Lines lines = lines(node.path("lines"), at + "/lines");
        List<Condition> when = conditions(node.path("when"), at + "/when");
        List<Condition> find = conditions(node.path("find"), at + "/find");
        refuseGroupsNamedAs(lines, when, at + "/when");
        refuseGroupsNamedAs(lines, find, at + "/find");
        return new Pattern(lines, when, conditions(node.path("unless"), at + "/unless"), find,
                expressions(node.path("missing"), at + "/missing"),
                each.isTextual() ? each.textValue() : "", each.isTextual() ? List.of() : each(each, at + "/each"),
                fields(node.path("alert"), at + "/alert"), templates(node.path("labels"), at + "/labels"),
                texts(node.path("copy"), at + "/copy").stream().map(path -> checkName(path, at + "/copy")).toList(),
                table(node.path("states"), at + "/states", Stream.of(State.values()).map(State::word).toList()),
                table(node.path("severities"), at + "/severities", Stream.of(Severity.values()).map(Severity::word).toList()),
                tables.hosts(node.path("hosts"), at + "/hosts", this::wrong));
    }

    private Map<String, List<Template>> fields(JsonNode node, String at) {
        refuseOthers(node, FIELDS, at);
        return templates(node, at);
    }

    /** An object {name: expression or expressions}, or a list of such objects, so that a name can come twice. */
    private List<Condition> conditions(JsonNode node, String at) {
        List<Condition> conditions = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                conditions.addAll(conditions(node.get(i), at + "/" + i));
            }
        } else {
            properties(node, at).forEach(entry -> {
                String child = YamlDocument.child(at, entry.getKey());
                conditions.add(new Condition(checkName(entry.getKey(), child), expressions(entry.getValue(), child)));
            });
        }
        return conditions;
    }

    /** What a line says is known first and stays, so that nobody would ever see what the group found. */
    private void refuseGroupsNamedAs(Lines lines, List<Condition> conditions, String at) {
        conditions.stream().flatMap(condition -> condition.expressions().stream())
                .flatMap(expression -> expression.namedGroups().keySet().stream()).distinct()
                .filter(lines.labels()::containsKey)
                .forEach(group -> wrong(at, "has a group named " + group + ", which is also the name of a line"));
    }

    /** A name that is a JSON path has to be a right one; any other is the message's business. */
    private String checkName(String name, String at) {
        if (name.startsWith("$") || name.startsWith("@")) {
            try {
                WebhookMessage.check(name);
            } catch (InvalidPathException e) {
                wrong(at, "is no JSON path: " + e.getMessage());
            }
        }
        return name;
    }

    private List<com.google.re2j.Pattern> expressions(JsonNode node, String at) {
        return texts(node, at).stream().flatMap(expression -> compile(expression, at)).toList();
    }

    private Stream<com.google.re2j.Pattern> compile(String expression, String at) {
        try {
            return Stream.of(com.google.re2j.Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            wrong(at, "is no regular expression of RE2: " + e.getMessage());
            return Stream.empty();
        }
    }

    /** An object {name: label or labels}. */
    private Lines lines(JsonNode node, String at) {
        Map<String, List<com.google.re2j.Pattern>> labels = new LinkedHashMap<>();
        properties(node, at).forEach(entry -> {
            String child = YamlDocument.child(at, entry.getKey());
            labels.put(entry.getKey(), texts(entry.getValue(), child).stream()
                    .flatMap(label -> compile("(?i:" + label + ")", child)).toList());
        });
        return new Lines(labels);
    }

    /** One object {name: expression or expressions}, or a list of them, each to be found within what the one before has found. */
    private List<Condition> each(JsonNode node, String at) {
        if (!node.isArray() && node.size() > 1) {
            wrong(at, "must be one name with its expressions, a list of such, or a path");
        }
        return conditions(node, at);
    }

    private Map<String, List<Template>> templates(JsonNode node, String at) {
        Map<String, List<Template>> templates = new LinkedHashMap<>();
        properties(node, at).forEach(entry -> {
            String child = YamlDocument.child(at, entry.getKey());
            templates.put(entry.getKey(), texts(entry.getValue(), child).stream()
                    .flatMap(text -> template(text, child)).toList());
        });
        return templates;
    }

    private Stream<Template> template(String text, String at) {
        try {
            Template template = new Template(text, table -> tables.named(table, at, this::wrong));
            template.names().forEach(name -> checkName(name, at));
            return Stream.of(template);
        } catch (IllegalArgumentException e) {
            wrong(at, e.getMessage());
            return Stream.empty();
        }
    }

    private Table table(JsonNode node, String at, List<String> meanings) {
        Map<String, String> words = tables.words(node, at, this::wrong);
        words.forEach((word, meaning) -> {
            if (!meanings.contains(meaning)) {
                wrong(YamlDocument.child(at, word), "must be one of " + String.join(", ", meanings) + ", not " + meaning
                        + Spelling.hint(meaning, meanings));
            }
        });
        return Tables.compiled(words, at, this::wrong);
    }

    private List<String> texts(JsonNode node, String at) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node.isArray() || node.isMissingNode() ? node : List.of(node)) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            } else {
                wrong(at, "must be text, or a list of texts");
            }
        }
        return texts;
    }

    private Set<Map.Entry<String, JsonNode>> properties(JsonNode node, String at) {
        if (!node.isObject() && !node.isMissingNode()) {
            wrong(at, "must be an object of names and texts");
        }
        return node.properties();
    }

    private void refuseOthers(JsonNode node, Set<String> known, String at) {
        node.properties().stream().map(Map.Entry::getKey).filter(name -> !known.contains(name)).forEach(name ->
                wrong(YamlDocument.child(at, name), "is unknown" + Spelling.hint(name, known) + "; there are " + sorted(known)));
    }

    private void wrong(String at, String text) {
        problems.add(document.problem(at, text));
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
