package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calendars that name holidays nobody knows, days that do not exist, or hours that make no sense. */
final class CalendarCheck {

    private static final List<String> OF_DAYS = List.of("days", "hours", "timezone", "holidays", "companyHolidays",
            "workingDays");

    private final YamlDocument document;
    private final List<Problem> problems = new ArrayList<>();

    private CalendarCheck(YamlDocument document) {
        this.document = document;
    }

    static List<Problem> check(YamlDocument document) {
        CalendarCheck check = new CalendarCheck(document);
        check.country();
        document.root().path("calendars").fieldNames().forEachRemaining(
                name -> check.calendar(YamlDocument.child("/calendars", name)));
        return check.problems;
    }

    private void country() {
        JsonNode country = document.root().path("country");
        if (country.asText().matches("[A-Z]{2}") && !PhoneNumbers.countries().contains(country.textValue())) {
            report("/country", country.textValue() + " is no country's ISO code");
        }
    }

    private void calendar(String path) {
        JsonNode calendar = document.root().at(path);
        if (calendar.has("union")) {
            OF_DAYS.stream().filter(calendar::has).forEach(key ->
                    report(path + "/" + key, "has no meaning beside union; give these days a calendar of their own"));
        }
        hours(path + "/hours");
        dates(path + "/companyHolidays");
        dates(path + "/workingDays");
        holidays(path + "/holidays");
        namedHolidays(path, calendar);
    }

    private record Hours(String path, String text, LocalSpan span) {
    }

    private void hours(String path) {
        JsonNode node = document.root().at(path);
        List<Hours> before = new ArrayList<>();
        paths(path, node).forEach(at -> {
            String text = document.root().at(at).asText();
            if (text.matches("(\\d\\d:\\d\\d)-\\1")) {
                report(at, "have no length; a whole day is 00:00-24:00");
            }
            LocalSpan.parse(text).ifPresent(span -> {
                before.stream().filter(other -> other.span().overlaps(span)).findFirst().ifPresent(other ->
                        report(at, text + " overlaps " + other.text()));
                before.add(new Hours(at, text, span));
            });
        });
    }

    private void dates(String path) {
        document.root().at(path).fieldNames().forEachRemaining(date -> {
            if (date.matches("[-/0-9]+") && Dates.parse(date).isEmpty()) {
                report(YamlDocument.child(path, date), "there is no such date, or the period ends before it begins");
            }
        });
    }

    private void holidays(String path) {
        paths(path, document.root().at(path)).forEach(at -> {
            String code = document.root().at(at).asText();
            if (code.matches("[A-Z]{2}(-[A-Z0-9]+)*") && Holidays.of(code).isEmpty()) {
                report(at, unknown(code));
            }
        });
    }

    private static String unknown(String code) {
        String country = code.substring(0, 2);
        if (Holidays.of(country).isEmpty()) {
            return "no holidays are known of " + country + "; write [] and companyHolidays";
        }
        String regions = country.equals("JP") ? "" : String.join(", ", JollydayHolidays.regions(country));
        return country + " has no region " + code + (regions.isEmpty() ? "" : "; it has " + regions);
    }

    /** Days that are told by holidays of which there are none. */
    private void namedHolidays(String path, JsonNode calendar) {
        List<String> days = CalendarReader.texts(calendar.path("days")).toList();
        String country = document.root().path("country").asText("");
        boolean ofCountry = !calendar.has("holidays") && PhoneNumbers.countries().contains(country);
        if (ofCountry && (days.contains("business") || days.contains("holidays")) && Holidays.of(country).isEmpty()) {
            report(path + "/days", "no holidays are known of " + country + "; add holidays: [] and companyHolidays");
        }
        boolean none = calendar.path("holidays").isMissingNode() ? country.isEmpty() : calendar.get("holidays").isEmpty()
                && calendar.get("holidays").isArray();
        if (days.contains("holidays") && none && calendar.path("companyHolidays").isEmpty()) {
            report(path + "/days", "names holidays, and there are none; say whose with holidays: JP");
        }
    }

    /** Of one text, or of all in a list. */
    private static Stream<String> paths(String path, JsonNode node) {
        return node.isArray() ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(i -> path + "/" + i)
                : node.isTextual() ? Stream.of(path) : Stream.empty();
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }
}
