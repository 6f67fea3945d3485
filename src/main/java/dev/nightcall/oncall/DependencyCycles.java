package dev.nightcall.oncall;

import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds dependencies that lead back to themselves: the alerts of each would wait for the other, and nobody would be called.
 *
 * <p>One dependency leads to another when its cause is spoken of as the other's consequence is: in the same field, with texts
 * that are seen to mean the same. What differs in any field is never the same alert. Whether a system also has a label, or
 * two regular expressions have a text in common, is not known here; an alert that matches both sides of one dependency is
 * not its consequence, see {@link Dependency#causeOf}.
 */
final class DependencyCycles {

    private final List<Dependency> dependencies;

    private DependencyCycles(List<Dependency> dependencies) {
        this.dependencies = dependencies;
    }

    /** @param document in which nothing else is wrong */
    static List<Problem> check(YamlDocument document) {
        DependencyCycles cycles = new DependencyCycles(
                OnCallReader.list(document.root().path("dependencies"), PolicyReader::dependency));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < cycles.dependencies.size(); i++) {
            if (cycles.leads(cycles.dependencies.get(i), cycles.dependencies.get(i), new HashSet<>())) {
                problems.add(document.problem("/dependencies/" + i + "/dependsOn", "leads back to its own match"));
            }
        }
        return problems;
    }

    private boolean leads(Dependency from, Dependency to, Set<Dependency> seen) {
        return dependencies.stream().filter(next -> isSpokenOfAs(from.parent(), next.child()))
                .anyMatch(next -> next == to || seen.add(next) && leads(next, to, seen));
    }

    private static boolean isSpokenOfAs(AlertMatch cause, AlertMatch consequence) {
        Map<AlertField, List<TextMatch>> other = consequence.fields();
        List<AlertField> common = cause.fields().keySet().stream().filter(other::containsKey).toList();
        return !common.isEmpty() && common.stream().allMatch(field -> meet(cause.fields().get(field), other.get(field)));
    }

    private static boolean meet(List<TextMatch> some, List<TextMatch> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> one.covers(other) || other.covers(one)));
    }
}
