package dev.nightcall.reading;

import dev.nightcall.memory.Share;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One form that a monitor's messages have, and what in it is what.
 *
 * @param lines  texts behind labels in the body; what is not there is simply not there
 * @param when   each of them has to be found, or it is another form
 * @param unless none of them may be found
 * @param find   texts that may be there, under the names of their groups
 * @param missing what a text says when there is nothing: if one of them is found in it, it is as if it were not there
 * @param path   the members of the message that are an alert each; empty: the message is one alert
 * @param each   what is found once for every alert, the next within what the one before has found, as fields within
 *               sections; empty: the message is one alert
 * @param fields for each field of an alert the alternatives of where it is
 * @param labels more texts to keep
 * @param copy   paths to objects whose members are labels
 */
record Pattern(Lines lines, List<Condition> when, List<Condition> unless, List<Condition> find,
               List<com.google.re2j.Pattern> missing, String path, List<Condition> each, Map<String, List<Template>> fields,
               Map<String, List<Template>> labels, List<String> copy, Table states, Table severities, Table hosts) {

    private static final String BODY = "body";
    /** More than any message has that a door lets in. */
    private static final int MOST = 100_000;

    /** Whether it says what it is for, so that it may be tried on messages of other doors. */
    boolean isSpecific() {
        return !when.isEmpty();
    }

    /** The alerts in a message of this form; empty when it is of another one. */
    List<Draft> read(Message message, Share share) {
        Optional<Scope> scope = match(new Scope(message, missing).with(lines.find(message.texts(BODY))), when);
        if (scope.isEmpty() || unless.stream().anyMatch(condition -> condition.find(scope.get()).isPresent())) {
            return List.of();
        }
        return members(scope.get(), share).map(this::findMore).map(this::draft)
                .peek(draft -> share.take(draft.weight())).toList();
    }

    private static Optional<Scope> match(Scope scope, List<Condition> conditions) {
        Scope matched = scope;
        for (Condition condition : conditions) {
            Optional<Map<String, String>> groups = condition.find(matched);
            if (groups.isEmpty()) {
                return Optional.empty();
            }
            matched = matched.with(groups.get());
        }
        return Optional.of(matched);
    }

    private Stream<Scope> members(Scope scope, Share share) {
        if (!path.isEmpty()) {
            return scope.message().members(path).stream().limit(MOST).map(scope::member);
        }
        List<Scope> members = List.of(scope);
        for (Condition condition : each) {
            members = members.stream().flatMap(outer -> condition.findAll(outer, MOST).stream().map(outer::within))
                    .limit(MOST).peek(member -> share.take(Scope.WEIGHT)).toList();
        }
        return members.stream();
    }

    private Scope findMore(Scope scope) {
        Scope all = scope;
        for (Condition condition : find) {
            all = all.with(condition.find(all).orElse(Map.of()));
        }
        return all;
    }

    private Draft draft(Scope scope) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((field, alternatives) -> Template.first(alternatives, scope).ifPresent(text -> texts.put(field, text)));
        Map<String, String> kept = new LinkedHashMap<>();
        labels.forEach((label, alternatives) -> Template.first(alternatives, scope).ifPresent(text -> kept.put(label, text)));
        copy.forEach(object -> scope.message().entries(object).forEach((name, text) -> {
            if (!scope.isMissing(text)) {
                kept.putIfAbsent(name, text);
            }
        }));
        // What the operators made the sender say comes first.
        scope.message().system().ifPresent(system -> texts.put(Draft.SYSTEM, system));
        texts.computeIfPresent(Draft.STATE, (field, word) -> states.meaning(word).orElse(word));
        texts.computeIfPresent(Draft.SEVERITY, (field, word) -> severities.meaning(word).orElse(word));
        texts.computeIfPresent(Draft.HOST, (field, name) -> hosts.meaning(name).orElse(name));
        return new Draft(scope.message(), texts, new LinkedHashMap<>(kept));
    }

    static List<Draft> firstOf(List<Pattern> patterns, Message message, Share share) {
        List<Draft> drafts = new ArrayList<>();
        for (Pattern pattern : patterns) {
            drafts.addAll(pattern.read(message, share));
            if (!drafts.isEmpty()) {
                break;
            }
        }
        return drafts;
    }
}
