package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Severity;
import dev.nightcall.settings.Durations;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads what is called about what: policies, rules and dependencies of a plan in which nothing is wrong. */
final class PolicyReader {

    private final Function<String, Calendar> calendars;

    /** @param calendars by name */
    PolicyReader(Function<String, Calendar> calendars) {
        this.calendars = calendars;
    }

    // The defaults are the ones that the schema tells editors.

    Policy policy(String name, JsonNode node) {
        return new Policy(name, node.has("groupBy") ? texts(node.get("groupBy")) : null, duration(node, "groupWait", "5s"),
                node.has("callFrom") ? Severity.of(node.get("callFrom").textValue()) : null,
                node.has("ringLimit") ? duration(node, "ringLimit", null) : null, duration(node, "ackTimeout", "60m"),
                node.path("rounds").asInt(3), duration(node, "pause", "10m"),
                OnCallReader.list(node.get("steps"), PolicyReader::step), texts(node.path("fallback")),
                OnCallReader.list(node.path("channels"), PolicyReader::channel),
                node.has("speak") ? Speak.of(node.get("speak").textValue()) : null,
                node.has("whileTaken") ? WhileTaken.of(node.get("whileTaken").textValue()) : null,
                node.has("reopenWithin") ? duration(node, "reopenWithin", null) : null);
    }

    private static Step step(JsonNode node) {
        return new Step(texts(node.get("recipients")), node.path("attempts").asInt(1), duration(node, "wait", "3m"));
    }

    private static Channel channel(JsonNode node) {
        Set<Occasion> on = EnumSet.noneOf(Occasion.class);
        texts(node.path("on")).forEach(word -> on.add(Occasion.of(word)));
        return new Channel(node.path("recipient").asText(node.asText()), on.isEmpty() ? null : on);
    }

    Rule rule(JsonNode node) {
        return new Rule(match(node.get("match")), node.has("when") ? calendars.apply(node.get("when").textValue()) : null,
                node.get("policy").textValue());
    }

    static Dependency dependency(JsonNode node) {
        JsonNode cause = node.get("dependsOn");
        return new Dependency(match(node.get("match")),
                cause.isTextual() ? AlertMatch.ofSystem(cause.textValue()) : match(cause),
                OnCallReader.list(node.path("equal"), field -> new AlertField(field.textValue())));
    }

    static AlertMatch match(JsonNode node) {
        Map<AlertField, List<TextMatch>> fields = new LinkedHashMap<>();
        List.of("system", "host", "service").stream().filter(node::has)
                .forEach(name -> fields.put(new AlertField(name), textMatches(node.get(name))));
        node.path("labels").properties().forEach(label ->
                fields.put(new AlertField(AlertField.LABELS + label.getKey()), textMatches(label.getValue())));
        return new AlertMatch(fields, severities(node.path("severity")));
    }

    private static List<TextMatch> textMatches(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? OnCallReader.list(oneOrMore, PolicyReader::textMatch) : List.of(textMatch(oneOrMore));
    }

    private static TextMatch textMatch(JsonNode node) {
        return node.isTextual() ? TextMatch.of(node.textValue()) : TextMatch.ofPattern(node.get("regex").textValue());
    }

    private static Set<Severity> severities(JsonNode oneOrMore) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        (oneOrMore.isTextual() ? List.of(oneOrMore) : OnCallReader.list(oneOrMore, Function.identity()))
                .forEach(word -> severities.add(Severity.of(word.textValue())));
        return Collections.unmodifiableSet(severities);
    }

    private static Duration duration(JsonNode node, String key, String otherwise) {
        return Durations.parse(node.path(key).asText(otherwise));
    }

    static List<String> texts(JsonNode list) {
        return OnCallReader.list(list, JsonNode::textValue);
    }
}
