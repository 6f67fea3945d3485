package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds dependencies that lead back to themselves: the alerts of each would wait for the other, and nobody would be called.
 *
 * <p>One dependency leads to another when its cause is spoken of as the other's consequence is: in the same field, with a
 * text in common. What differs in any field is never the same alert. Whether a system also has a label is not known here;
 * an alert that matches both sides of one dependency is not its consequence, see {@link Dependency#causeOf}.
 */
final class DependencyCycles {

    /** A regular expression or a beginning. */
    private static final String ANYTHING = "*";

    private final YamlDocument document;
    private final List<Side> consequences = new ArrayList<>();
    private final List<Side> causes = new ArrayList<>();

    /** What is said of each field. */
    private record Side(Map<String, List<String>> fields) {

        boolean leadsTo(Side other) {
            boolean common = false;
            for (String field : fields.keySet()) {
                if (other.fields.containsKey(field)) {
                    if (!meet(fields.get(field), other.fields.get(field))) {
                        return false;
                    }
                    common = true;
                }
            }
            return common;
        }

        private static boolean meet(List<String> some, List<String> others) {
            return some.contains(ANYTHING) || others.contains(ANYTHING) || some.stream().anyMatch(others::contains);
        }
    }

    private DependencyCycles(YamlDocument document) {
        this.document = document;
        for (JsonNode dependency : document.root().path("dependencies")) {
            consequences.add(side(dependency.path("match")));
            JsonNode cause = dependency.path("dependsOn");
            causes.add(cause.isTextual() ? new Side(Map.of("system", List.of(cause.textValue()))) : side(cause));
        }
    }

    static List<Problem> check(YamlDocument document) {
        DependencyCycles cycles = new DependencyCycles(document);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < cycles.causes.size(); i++) {
            if (cycles.leads(i, i, new HashSet<>())) {
                problems.add(document.problem("/dependencies/" + i + "/dependsOn", "leads back to its own match"));
            }
        }
        return problems;
    }

    private boolean leads(int from, int to, Set<Integer> seen) {
        for (int next = 0; next < causes.size(); next++) {
            if (causes.get(from).leadsTo(consequences.get(next)) && (next == to || seen.add(next) && leads(next, to, seen))) {
                return true;
            }
        }
        return false;
    }

    private static Side side(JsonNode match) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : List.of("system", "host", "service")) {
            if (match.has(field)) {
                fields.put(field, texts(match.get(field)));
            }
        }
        match.path("labels").properties()
                .forEach(label -> fields.put(AlertField.LABELS + label.getKey(), texts(label.getValue())));
        return new Side(fields);
    }

    private static List<String> texts(JsonNode oneOrMore) {
        List<String> texts = new ArrayList<>();
        (oneOrMore.isArray() ? oneOrMore : List.of(oneOrMore)).forEach(text ->
                texts.add(text.isTextual() && !text.textValue().endsWith("*") ? text.textValue() : ANYTHING));
        return texts;
    }
}
