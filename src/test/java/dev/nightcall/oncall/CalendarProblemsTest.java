package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What can be wrong with calendars, windows, absences and numbers, and what it is told. */
class CalendarProblemsTest {

    private static final String HOURS = "must be hours such as 09:00-18:00 or 22:00-06:00, from 00:00 to 24:00";
    private static final String MOMENT = "must be a date or a local time, such as 2026-12-01 or 2026-12-01T18:00";
    private static final String DATE =
            "must be a date such as 2026-12-29, one of every year such as 12-29, or a period such as 12-29/01-03";
    private static final String ABSENCE = "ends before it begins, or names a day or a time that does not exist";
    private static final String NO_DATE = "there is no such date, or the period ends before it begins";
    private static final String DAYS =
            "must be mon to sun, a range such as mon-fri, weekdays, weekend, business, holidays or all";

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void calendars(String calendar, List<String> problems) {
        assertThat(problemsOf("JP", "  a: " + calendar + "\n", "")).isEqualTo(problems);
    }

    static Stream<Arguments> calendars() {
        return Stream.of(
                wrong("{}", ": must not be empty"),
                wrong("{hour: 9}", "/hour: unknown key (did you mean hours?)"),
                wrong("{hours: \"09:00-24:01\"}", "/hours: " + HOURS),
                wrong("{hours: \"24:00-09:00\"}", "/hours: " + HOURS),
                wrong("{hours: \"9:00-18:00\"}", "/hours: " + HOURS),
                wrong("{hours: \"09:00-18:60\"}", "/hours: " + HOURS),
                wrong("{hours: 9}", "/hours: " + HOURS),
                wrong("{hours: []}", "/hours: must not be empty"),
                wrong("{hours: \"09:00-09:00\"}", "/hours: have no length; a whole day is 00:00-24:00"),
                wrong("{hours: [\"09:00-12:00\", \"10:00-10:00\"]}", "/hours/1: have no length; a whole day is 00:00-24:00"),
                wrong("{hours: [\"09:00-12:00\", \"11:59-18:00\"]}", "/hours/1: 11:59-18:00 overlaps 09:00-12:00"),
                wrong("{hours: [\"22:00-06:00\", \"05:00-09:00\"]}", "/hours/1: 05:00-09:00 overlaps 22:00-06:00"),
                wrong("{hours: [\"23:00-24:00\", \"22:00-06:00\"]}", "/hours/1: 22:00-06:00 overlaps 23:00-24:00"),
                wrong("{days: monday}", "/days: " + DAYS),
                wrong("{days: [mon, wensday]}", "/days/1: " + DAYS),
                wrong("{days: mon-business}", "/days: " + DAYS + " (did you mean business?)"),
                wrong("{days: 1}", "/days: " + DAYS),
                wrong("{timezone: Asia/Tokio}", "/timezone: Asia/Tokio is no IANA time zone (did you mean Asia/Tokyo?)"),
                wrong("{timezone: \"+09:00\"}", "/timezone: +09:00 is no IANA time zone"),
                wrong("{holidays: XX}", "/holidays: no holidays are known of XX; write [] and companyHolidays"),
                wrong("{holidays: Japan}", "/holidays: must be an ISO code of a country or a region, such as JP or DE-BY"),
                wrong("{holidays: [JP, JP-13]}", "/holidays/1: JP has no region JP-13"),
                wrong("{holidays: GB-UK}", "/holidays: GB has no region GB-UK; it has GB-ENG, GB-NIR, GB-SCT, GB-WLS"),
                wrong("{companyHolidays: {2026-02-29: x}}", "/companyHolidays/2026-02-29: " + NO_DATE),
                wrong("{companyHolidays: {02-30: x}}", "/companyHolidays/02-30: " + NO_DATE),
                wrong("{workingDays: {2026-06-12/2026-06-10: x}}", "/workingDays/2026-06-12~12026-06-10: " + NO_DATE),
                wrong("{companyHolidays: {2026-06-12/06-13: x}}", "/companyHolidays/2026-06-12~106-13: " + NO_DATE),
                wrong("{companyHolidays: {tomorrow: x}}", "/companyHolidays/tomorrow: " + DATE),
                wrong("{companyHolidays: {12-29: 1}}",
                        "/companyHolidays/12-29: must be text, in quotes if it looks like a number or like yes or no"),
                wrong("{days: holidays, holidays: []}", "/days: names holidays, and there are none; say whose with holidays: JP"),
                wrong("{union: [a]}", "/union/0: a leads back to a itself"),
                wrong("{days: all, except: [a]}", "/except/0: a leads back to a itself"),
                wrong("{days: all, except: [office]}", "/except/0: office is no calendar"),
                wrong("{union: []}", "/union: must not be empty"),
                wrong("{union: [ab], hours: \"09:00-18:00\"}\n  ab: {days: all}",
                        "/hours: has no meaning beside union; give these days a calendar of their own"));
    }

    @Test
    void aCircleIsToldWhereverOneCanCutIt() {
        assertThat(problemsOf("JP", "  a: {union: [b]}\n  b: {days: all, except: [c]}\n  c: {union: [a]}\n", ""))
                .containsExactly("4: /calendars/a/union/0: b leads back to a itself",
                        "5: /calendars/b/except/0: c leads back to b itself",
                        "6: /calendars/c/union/0: a leads back to c itself");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void engineers(String more, String problem) {
        assertThat(problemsOf("JP", "  office: {days: business}\n", more)).containsExactly("6: /engineers/sato" + problem);
    }

    static Stream<Arguments> engineers() {
        return Stream.of(
                arguments(", when: offise", "/when: offise is no calendar (did you mean office?)"),
                arguments(", when: 9", "/when: must be the name of a calendar"),
                arguments(", businessDaysOnly: sometimes", "/businessDaysOnly: must be true or false"),
                arguments(", unavailable: {from: 2026-12-01}", "/unavailable: must be a list of periods"),
                arguments(", unavailable: [{to: 2026-12-01}]", "/unavailable/0: from is missing"),
                arguments(", unavailable: [{from: tomorrow}]", "/unavailable/0/from: " + MOMENT),
                arguments(", unavailable: [{from: 2026-12-01T09:00+09:00}]", "/unavailable/0/from: " + MOMENT),
                arguments(", unavailable: [{from: 2026-02-30}]", "/unavailable/0: " + ABSENCE),
                arguments(", unavailable: [{from: 2026-12-01T25:00}]", "/unavailable/0: " + ABSENCE),
                arguments(", unavailable: [{from: 2026-12-02, to: 2026-12-01}]", "/unavailable/0: " + ABSENCE),
                arguments(", unavailable: [{from: 2026-12-02 09:00, to: 2026-12-02T09:00}]", "/unavailable/0: " + ABSENCE),
                arguments(", unavailable: [{from: 2026-12-01, reason: ' '}]", "/unavailable/0/reason: must be a reason as text"));
    }

    /** None of the texts has the number in it: logs and pages show them. */
    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "0990-512-345 | JP | is a premium rate number, which is not called",
        "+81990512345 | - | is a premium rate number, which is not called",
        "+1 900 555 1234 | - | is a premium rate number, which is not called",
        "+491803123456 | - | is a shared cost number, which is not called",
        "020-4123-4567 | JP | is a pager number, where nobody can press a key",
        "110 | JP | is too short for a number of JP",
        "+8190123 | - | is too short for a number of JP",
        "+8190123456789012 | - | is too long for E.164, which has 15 digits",
        "+12025550100123456 | - | is too long for a number of US",
        "555-0100 | US | has no area code",
        "+999123456 | - | begins with a country code that does not exist",
        "+0901234567 | - | begins with a country code that does not exist",
        "((((((( | JP | is no telephone number",
        "sato | JP | must be a telephone number in quotes, such as \"+12025550100\"",
        "+81312345678;ext=5 | JP | must be a telephone number in quotes, such as \"+12025550100\"",
    })
    void numbersThatAreRefused(String number, String country, String problem) {
        String yaml = yaml(country, "  office: {days: all}\n", "").replace("+819012345678", number);

        assertThat(problemsOf(yaml)).containsExactly((country == null ? 5 : 6) + ": /engineers/sato/phones/0/number: " + problem);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(nullValues = "-", value = {
        "+819012345678, -, +819012345678, -",
        "+81 90-1234-5678, -, +819012345678, -",
        "090-1234-5678, JP, +819012345678, -",
        "(03) 1234-5678, JP, +81312345678, -",
        "06012345678, JP, +816012345678, -",
        "020 7946 0000, GB, +442079460000, -",
        "+12025550100, JP, +12025550100, -",
        "+819000000001, -, +819000000001, seems not to be given out; it is called all the same",
        "0120-123-456, JP, +81120123456, is a toll free number and not one person's; it is called all the same",
        "0570-012-345, JP, +81570012345, is a company's number and not one person's; it is called all the same",
    })
    void numbersThatAreCalled(String number, String country, String e164, String warning) {
        OnCall plan = Plans.plan(yaml(country, "  office: {days: all}\n", "").replace("+819012345678", number));

        assertThat(plan.engineer("sato").orElseThrow().phones()).containsExactly(new Phone(e164));
        assertThat(plan.warnings()).isEqualTo(warning == null ? List.of()
                : List.of("oncall.yaml:" + (country == null ? 5 : 6) + ": /engineers/sato/phones/0/number: " + warning));
    }

    @Test
    void aCountryIsOneThatThereIs() {
        assertThat(problemsOf(yaml("UK", "  office: {days: all}\n", "")))
                .containsExactly("2: /country: UK is no country's ISO code");
        assertThat(problemsOf(yaml("jp", "  office: {days: all}\n", "")))
                .containsExactly("2: /country: must be an ISO code of a country, such as JP");
        assertThat(problemsOf(yaml("FJ", "  office: {days: [mon, business]}\n", "")))
                .containsExactly("4: /calendars/office/days: no holidays are known of FJ; add holidays: [] and companyHolidays");
    }

    @Test
    void businessDaysWithoutAnyHolidaysAreAWarning() {
        assertThat(Plans.plan(yaml(null, "  office: {days: business}\n", ", businessDaysOnly: true")).warnings()).containsExactly(
                "oncall.yaml:3: /calendars/office/days: no holidays are known, as neither holidays nor country at the top of the "
                        + "file says whose: business is Monday to Friday",
                "oncall.yaml:5: /engineers/sato/businessDaysOnly: no holidays are known, as country at the top of the file does "
                        + "not say whose: this is Monday to Friday");
        assertThat(Plans.plan(yaml(null, "  office: {days: business, holidays: []}\n", "")).warnings()).isEmpty();
        assertThat(Plans.plan(yaml("JP", "  office: {days: business}\n", ", businessDaysOnly: true")).warnings()).isEmpty();
    }

    private static Arguments wrong(String calendar, String problem) {
        return arguments(calendar, List.of("4: /calendars/a" + problem));
    }

    private static List<String> problemsOf(String country, String calendars, String more) {
        return problemsOf(yaml(country, calendars, more));
    }

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml)).problems().stream()
                .map(problem -> problem.substring(Plans.FILE.length() + 1)).toList();
    }

    private static String yaml(String country, String calendars, String more) {
        return "timezone: Asia/Tokyo\n" + (country == null ? "" : "country: " + country + "\n") + "calendars:\n" + calendars
                + "engineers:\n  sato: {name: 佐藤, phones: [{number: \"+819012345678\"}]" + more + "}\n"
                + "policies: {default: {steps: [{recipients: [\"call:sato\"]}]}}\n";
    }
}
