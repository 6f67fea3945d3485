package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.nightcall.settings.Durations;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a schema cannot see in policies, rules and dependencies: names that lead nowhere, regular expressions that are none.
 */
final class PolicyReferences {

    private final YamlDocument document;
    private final Routes routes;
    private final Set<String> callable = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private PolicyReferences(YamlDocument document, Routes routes) {
        this.document = document;
        this.routes = routes;
        Stream.of("engineers", "teams", "schedules").forEach(section -> callable.addAll(names(section)));
    }

    static List<Problem> check(YamlDocument document, Routes routes) {
        PolicyReferences references = new PolicyReferences(document, routes);
        references.names("policies").forEach(references::checkPolicy);
        references.checkRecipients("/catchAll");
        references.each("/rules", references::checkRule);
        references.each("/dependencies", references::checkDependency);
        return references.problems;
    }

    /** What is right and yet hardly meant. */
    static List<Problem> warnings(YamlDocument document) {
        PolicyReferences references = new PolicyReferences(document, Routes.any());
        references.each("/rules", rule -> references.warnOfStars(rule + "/match"));
        references.each("/dependencies", dependency -> {
            references.warnOfStars(dependency + "/match");
            references.warnOfStars(dependency + "/dependsOn");
        });
        return references.problems;
    }

    private void warnOfStars(String path) {
        JsonNode found = document.root().at(path);
        if (found.isContainerNode() && !found.has("regex")) {
            for (int i = 0; i < found.size() && found.isArray(); i++) {
                warnOfStars(path + "/" + i);
            }
            found.fieldNames().forEachRemaining(name -> warnOfStars(YamlDocument.child(path, name)));
        } else if (found.asText().matches("(?s).*\\*.+")) {
            report(path, found.asText()
                    + " is meant literally; a * stands for anything only at the end, and {regex: …} says more");
        }
    }

    private void checkPolicy(String policy) {
        String path = YamlDocument.child("/policies", policy);
        each(path + "/steps", step -> checkRecipients(step + "/recipients"));
        checkRecipients(path + "/fallback");
        each(path + "/channels", channel -> checkRoute(channel, text(channel + "/recipient") + text(channel)));
        checkRingLimit(path + "/ringLimit");
    }

    /** Amazon Connect itself rings for no longer than 60 s, and a shorter ringing than five hardly reaches anybody. */
    private void checkRingLimit(String path) {
        String written = text(path);
        if (written.matches("[0-9]{1,6}(ms|s|m|h)") && (Durations.parse(written).compareTo(Duration.ofSeconds(5)) < 0
                || Durations.parse(written).compareTo(Duration.ofSeconds(60)) > 0)) {
            report(path, "must be from 5s to 60s");
        }
    }

    private void checkRecipients(String path) {
        each(path, recipient -> {
            String text = text(recipient);
            if (Recipients.isCall(text) && !callable.contains(Recipients.named(text))) {
                report(recipient, text + " names no engineer, team or schedule"
                        + Spelling.hint(Recipients.named(text), callable));
            }
            checkRoute(recipient, text);
        });
    }

    private void checkRoute(String path, String recipient) {
        routes.problem(recipient).ifPresent(problem -> report(path, problem));
    }

    private void checkRule(String rule) {
        checkName(rule + "/policy", names("policies"), "policy");
        checkName(rule + "/when", names("calendars"), "calendar");
        checkMatch(rule + "/match");
    }

    private void checkName(String path, Set<String> names, String what) {
        JsonNode name = document.root().at(path);
        if (name.isTextual() && !names.contains(name.textValue())) {
            report(path, name.textValue() + " is no " + what + Spelling.hint(name.textValue(), names));
        }
    }

    private void checkDependency(String dependency) {
        checkMatch(dependency + "/match");
        checkMatch(dependency + "/dependsOn");
    }

    private void checkMatch(String path) {
        Stream.of("system", "host", "service").forEach(field -> checkTexts(path + "/" + field));
        document.root().at(path + "/labels").fieldNames()
                .forEachRemaining(label -> checkTexts(YamlDocument.child(path + "/labels", label)));
    }

    private void checkTexts(String path) {
        checkPattern(path + "/regex");
        each(path, text -> checkPattern(text + "/regex"));
    }

    private void checkPattern(String path) {
        JsonNode regex = document.root().at(path);
        if (regex.isTextual()) {
            try {
                Pattern.compile(regex.textValue());
            } catch (PatternSyntaxException e) {
                report(path, "is no regular expression of RE2: " + e.getDescription() + " at " + e.getPattern());
            }
        }
    }

    private void each(String path, Consumer<String> item) {
        JsonNode list = document.root().at(path);
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            item.accept(path + "/" + i);
        }
    }

    private String text(String path) {
        return document.root().at(path).asText();
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }

    private Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        document.root().path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
