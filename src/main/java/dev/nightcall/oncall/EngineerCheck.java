package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Numbers that cannot be called, and absences that make no sense. */
final class EngineerCheck {

    static final String NO_REASON = "unavailable";

    private final YamlDocument document;
    private final PhoneNumbers numbers;
    private final boolean countryIsWrong;
    private final boolean holidaysKnown;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    EngineerCheck(YamlDocument document) {
        this.document = document;
        String country = document.root().path("country").asText("");
        this.countryIsWrong = !country.isEmpty() && !PhoneNumbers.countries().contains(country);
        this.numbers = new PhoneNumbers(PhoneNumbers.countries().contains(country) ? country : null);
        this.holidaysKnown = Holidays.of(country).isPresent();
        document.root().path("engineers").properties().forEach(
                entry -> check(YamlDocument.child("/engineers", entry.getKey()), entry.getValue()));
        document.root().path("calendars").properties().forEach(
                entry -> checkBusiness(YamlDocument.child("/calendars", entry.getKey()), entry.getValue()));
    }

    /** Why the file cannot be used. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What it can be used with, but was perhaps not meant. */
    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    private void check(String path, JsonNode engineer) {
        for (int phone = 0; phone < engineer.path("phones").size(); phone++) {
            checkNumber(path + "/phones/" + phone + "/number", engineer.at("/phones/" + phone + "/number"));
        }
        for (int period = 0; period < engineer.path("unavailable").size(); period++) {
            checkAbsence(path + "/unavailable/" + period, engineer.at("/unavailable/" + period));
        }
        if (engineer.path("businessDaysOnly").asBoolean() && !holidaysKnown) {
            warn(path + "/businessDaysOnly", "no holidays are known, as country at the top of the file does not say whose:"
                    + " this is Monday to Friday");
        }
    }

    private void checkNumber(String path, JsonNode number) {
        // What has another shape, the schema tells; of which country it is, who wrote the country.
        if (number.asText().startsWith("+") || !countryIsWrong) {
            checkWritten(path, number);
        }
    }

    private void checkWritten(String path, JsonNode number) {
        if (number.isTextual() && number.textValue().matches("[+(0-9][0-9 ().-]{2,29}")) {
            PhoneNumbers.Checked checked = numbers.check(number.textValue());
            if (checked.problem() != null) {
                report(path, checked.problem());
            }
            if (checked.warning() != null) {
                warn(path, checked.warning());
            }
        }
    }

    private void checkAbsence(String path, JsonNode absence) {
        String from = absence.path("from").asText("");
        String to = absence.path("to").textValue();
        String date = "\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?)?";
        // That there is such a time, and in order, does not depend on the zone.
        if (from.matches(date) && (to == null || to.matches(date))
                && Absence.parse(from, to, NO_REASON, ZoneOffset.UTC).isEmpty()) {
            report(path, "ends before it begins, or names a day or a time that does not exist");
        }
    }

    private void checkBusiness(String path, JsonNode calendar) {
        JsonNode holidays = calendar.path("holidays");
        boolean unsaid = holidays.isMissingNode() && !holidaysKnown && calendar.path("companyHolidays").isEmpty();
        if (unsaid && CalendarReader.texts(calendar.path("days")).anyMatch("business"::equals)) {
            warn(path + "/days", "no holidays are known, as neither holidays nor country at the top of the file says whose:"
                    + " business is Monday to Friday");
        }
    }

    private void report(String path, String text) {
        problems.add(document.problem(path, text));
    }

    private void warn(String path, String text) {
        warnings.add(document.problem(path, text));
    }
}
