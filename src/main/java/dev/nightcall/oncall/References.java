package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a schema cannot see: names that lead nowhere. It looks at documents that the schema refused as well, so that
 * everything wrong is told at once; hence what has the wrong shape is passed over here.
 */
final class References {

    private final YamlDocument document;
    private final Set<String> engineers;
    private final Set<String> teams;
    private final Set<String> calendars;
    private final List<Problem> problems = new ArrayList<>();

    private References(YamlDocument document) {
        this.document = document;
        this.engineers = names("engineers");
        this.teams = names("teams");
        this.calendars = names("calendars");
    }

    static List<Problem> check(YamlDocument document) {
        References references = new References(document);
        references.checkTimezones();
        references.checkLanguages();
        references.checkCalendars();
        references.checkWhen();
        references.checkTeams();
        return references.problems;
    }

    private void checkTimezones() {
        checkTimezone("/timezone");
        calendars.forEach(name -> checkTimezone(YamlDocument.child("/calendars", name) + "/timezone"));
    }

    private void checkTimezone(String path) {
        JsonNode timezone = document.root().at(path);
        // Not just any offset: +09:00 knows no summer time.
        if (timezone.isTextual() && !ZoneId.getAvailableZoneIds().contains(timezone.textValue())) {
            report(path, timezone.textValue() + " is no IANA time zone"
                    + Spelling.hint(timezone.textValue(), ZoneId.getAvailableZoneIds()));
        }
    }

    private void checkLanguages() {
        checkLanguage("/language");
        engineers.forEach(id -> checkLanguage(YamlDocument.child("/engineers", id) + "/language"));
    }

    private void checkLanguage(String path) {
        JsonNode language = document.root().at(path);
        if (language.isTextual() && !isLanguage(language.textValue())) {
            report(path, language.textValue() + " is no language; write it as ja-JP or en-US");
        }
    }

    private void checkCalendars() {
        for (String calendar : calendars) {
            others(calendar).forEach(other -> {
                if (!calendars.contains(other.text())) {
                    report(other.path(), other.text() + " is no calendar" + Spelling.hint(other.text(), calendars));
                } else if (leads(other.text(), calendar, new HashSet<>())) {
                    report(other.path(), other.text() + " leads back to " + calendar + " itself");
                }
            });
        }
    }

    private boolean leads(String from, String to, Set<String> seen) {
        return from.equals(to) || seen.add(from) && others(from).anyMatch(other -> leads(other.text(), to, seen));
    }

    private Stream<Text> others(String calendar) {
        String path = YamlDocument.child("/calendars", calendar);
        return Stream.concat(texts(path + "/union"), texts(path + "/except"));
    }

    private void checkWhen() {
        for (String engineer : engineers) {
            String path = YamlDocument.child("/engineers", engineer);
            checkWhen(path + "/when");
            for (int phone = 0; phone < document.root().at(path + "/phones").size(); phone++) {
                checkWhen(path + "/phones/" + phone + "/when");
            }
        }
    }

    private void checkWhen(String path) {
        JsonNode when = document.root().at(path);
        if (when.isTextual() && !calendars.contains(when.textValue())) {
            report(path, when.textValue() + " is no calendar" + Spelling.hint(when.textValue(), calendars));
        }
    }

    private void checkTeams() {
        for (String team : teams) {
            String path = YamlDocument.child("/teams", team);
            if (engineers.contains(team)) {
                report(path, "an engineer has the same name, so nobody could tell whom call:" + team + " means");
            }
            texts(path).forEach(member -> {
                if (!engineers.contains(member.text())) {
                    report(member.path(), member.text() + " is no engineer" + Spelling.hint(member.text(), engineers));
                }
            });
        }
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }

    private Set<String> names(String section) {
        Set<String> names = new LinkedHashSet<>();
        document.root().path(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private record Text(String path, String text) {
    }

    private Stream<Text> texts(String path) {
        JsonNode list = document.root().at(path);
        return IntStream.range(0, list.size())
                .filter(i -> list.path(i).isTextual())
                .mapToObj(i -> new Text(path + "/" + i, list.path(i).textValue()));
    }

    /** Java takes any letters for a language; a mistaken jp-JP would be noticed only when the phone rings. */
    private static boolean isLanguage(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return Arrays.asList(Locale.getISOLanguages()).contains(locale.getLanguage())
                    && (locale.getCountry().matches("|\\d{3}")
                    || Arrays.asList(Locale.getISOCountries()).contains(locale.getCountry()));
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
