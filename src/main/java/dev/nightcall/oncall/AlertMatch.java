package dev.nightcall.oncall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an alert must have; all of it.
 *
 * @param fields     of each, one of these texts
 * @param severities empty when any will do
 */
record AlertMatch(Map<AlertField, List<TextMatch>> fields, Set<Severity> severities) {

    AlertMatch {
        Map<AlertField, List<TextMatch>> inForm = new LinkedHashMap<>();
        fields.forEach((field, texts) -> inForm.put(field, texts.stream().map(text -> text.map(field::inForm)).toList()));
        fields = inForm;
    }

    static AlertMatch ofSystem(String system) {
        return new AlertMatch(Map.of(AlertField.SYSTEM, List.of(TextMatch.of(system))), Set.of());
    }

    boolean matches(Alert alert) {
        return (severities.isEmpty() || severities.contains(alert.severity()))
                && fields.entrySet().stream().allMatch(field -> matches(field.getKey(), field.getValue(), alert));
    }

    private static boolean matches(AlertField field, List<TextMatch> texts, Alert alert) {
        // A regular expression is not brought into that form.
        return field.isIn(alert) && texts.stream().anyMatch(text -> text.matches(field.of(alert))
                || text.matches(field.written(alert)));
    }

    /** The same words for the same match, in whatever order the file has them. */
    String words() {
        Map<String, List<TextMatch>> sorted = new TreeMap<>();
        fields.forEach((field, texts) -> sorted.put(field.name(), texts));
        return sorted + (severities.isEmpty() ? "" : " " + severities);
    }
}
