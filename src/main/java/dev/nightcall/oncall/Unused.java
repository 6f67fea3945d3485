package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What nothing leads to: policies without a rule, and whatever no policy that is used comes to in the end. */
final class Unused {

    /** Where a calendar is named, wherever that is. */
    private static final Set<String> NAMES_OF_CALENDARS = Set.of("when", "union", "except");

    private final JsonNode root;
    private final Set<String> called = new HashSet<>();

    private Unused(JsonNode root) {
        this.root = root;
        root.path("policies").forEach(policy -> {
            policy.path("steps").forEach(step -> callAll(step.path("recipients")));
            callAll(policy.path("fallback"));
        });
        callAll(root.path("catchAll"));
    }

    static List<Problem> check(YamlDocument document) {
        Unused unused = new Unused(document.root());
        List<Problem> problems = new ArrayList<>();
        unused.policies().forEach(name -> problems.add(problem(document, "policies", name, "is the policy of no rule")));
        unused.uncalled("schedules")
                .forEach(name -> problems.add(problem(document, "schedules", name, "is called by no policy")));
        unused.teams().forEach(name ->
                problems.add(problem(document, "teams", name, "is called by no policy, and has no turn in a schedule")));
        unused.uncalled("engineers").forEach(name ->
                problems.add(problem(document, "engineers", name, "is never called: no policy leads here")));
        unused.calendars().forEach(name -> problems.add(problem(document, "calendars", name, "is used nowhere")));
        return problems;
    }

    private static Problem problem(YamlDocument document, String section, String name, String text) {
        return document.problem(YamlDocument.child("/" + section, name), text);
    }

    private Set<String> policies() {
        Set<String> unused = names("policies");
        unused.remove(OnCall.DEFAULT_POLICY);
        root.path("rules").forEach(rule -> unused.remove(rule.path("policy").asText()));
        return unused;
    }

    private Set<String> uncalled(String section) {
        Set<String> unused = names(section);
        unused.removeAll(called);
        return unused;
    }

    private Set<String> teams() {
        Set<String> unused = uncalled("teams");
        root.path("schedules").forEach(schedule -> schedule.path("layers").forEach(layer ->
                layer.path("participants").forEach(participant -> unused.remove(participant.asText()))));
        return unused;
    }

    private Set<String> calendars() {
        Set<String> unused = names("calendars");
        used(root, unused);
        return unused;
    }

    private static void used(JsonNode node, Set<String> unused) {
        node.properties().forEach(entry -> {
            if (NAMES_OF_CALENDARS.contains(entry.getKey())) {
                CalendarReader.texts(entry.getValue()).forEach(unused::remove);
            }
        });
        node.forEach(child -> used(child, unused));
    }

    private void callAll(JsonNode recipients) {
        recipients.forEach(recipient -> {
            if (Recipients.isCall(recipient.asText())) {
                call(Recipients.named(recipient.asText()));
            }
        });
    }

    /** By the name of an engineer, a team or a schedule. */
    private void call(String name) {
        if (called.add(name)) {
            JsonNode schedule = root.path("schedules").path(name);
            schedule.path("layers").forEach(layer -> {
                if (!layer.has("participants")) {
                    // Whom such a layer names is said elsewhere; it may be anybody.
                    names("engineers").forEach(this::call);
                }
            });
            Stream.of("participants", "engineer").forEach(key ->
                    schedule.findValues(key).forEach(people -> CalendarReader.texts(people).forEach(this::call)));
            CalendarReader.texts(root.path("teams").path(name)).forEach(this::call);
        }
    }

    private Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        root.path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
