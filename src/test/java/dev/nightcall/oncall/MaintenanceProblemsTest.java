package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Windows that cannot be meant, with line and path. */
class MaintenanceProblemsTest {

    private static final String ONCE = "from: 2026-12-01T22:00, to: 2026-12-02T04:00";
    private static final String AGAIN = "start: 2026-11-07T22:00, duration: 6h, rrule: \"FREQ=WEEKLY;BYDAY=SA\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "system: XYZ, reason: r |  | must have either from and to, or start, duration and rrule, or when",
            "system: XYZ, reason: r, when: nights, ONCE |  | must have either from and to, or start, duration and rrule, or when",
            "system: XYZ, reason: r, AGAIN, ONCE |  | must have either from and to, or start, duration and rrule, or when",
            "reason: r, ONCE |  | system is missing",
            "system: XYZ, ONCE |  | reason is missing",
            "system: XYZ, reason: \" \", ONCE | /reason | must be text that neither begins nor ends with a space",
            "system: XYZ, reason: r, ONCE, hots: a | /hots | unknown key (did you mean host?)",
            "system: \"*\", reason: r, ONCE | /system | must be a whole name, as a window is about one system",
            "system: \"XY*\", reason: r, ONCE | /system | must be a whole name, as a window is about one system",
            "system: XYZ, host: \"db*\", reason: r, ONCE | /host | must be a whole name, or * for any",
            "system: XYZ, severity: high, reason: r, ONCE | /severity | must be critical, error, warning or info",
            "system: XYZ, timezone: Europe/Londn, reason: r, ONCE | /timezone | Europe/Londn is no IANA time zone (did you mean Europe/London?)",
            "system: XYZ, reason: r, from: 2026-12-01T22:00 |  | to is missing",
            "system: XYZ, reason: r, to: 2026-12-01T22:00 |  | from is missing",
            "system: XYZ, reason: r, from: 2026-12-01T22:00, to: 2026-12-01T22:00 | /to | must be after from",
            "system: XYZ, reason: r, from: 2026-12-32T22:00, to: 2026-12-31T22:00 | /from | 2026-12-32T22:00 is in no calendar or on no clock",
            "system: XYZ, reason: r, from: 2026-12-01, to: 2026-12-31T22:00 | /from | must be a local date and time such as 2026-11-22T09:00",
            "system: XYZ, reason: r, when: night | /when | night is no calendar (did you mean nights?)",
            "system: XYZ, reason: r, when: nights, timezone: UTC | /timezone | has no meaning here, as the calendar has its own",
            "system: XYZ, reason: r, start: 2026-11-07T22:00, duration: 6h |  | rrule is missing",
            "system: XYZ, reason: r, except: [2026-11-07] |  | start is missing",
            "system: XYZ, reason: r, AGAIN, except: [2026-11-13] | /except/0 | is no day that rrule says",
            "system: XYZ, reason: r, AGAIN, except: [2026-11-31] | /except/0 | 2026-11-31 is in no calendar",
            "system: XYZ, reason: r, AGAIN, except: [Sunday] | /except/0 | must be a date such as 2026-12-26",
            "system: XYZ, reason: r, DURATION 0m | /duration | must be more than nothing and at most 744h",
            "system: XYZ, reason: r, DURATION 745h | /duration | must be more than nothing and at most 744h",
            "system: XYZ, reason: r, DURATION 6d | /duration | must be a duration in minutes or hours, such as 90m or 6h",
            "system: XYZ, reason: r, start: 2026-11-08T22:00, duration: 6h, rrule: \"FREQ=WEEKLY;BYDAY=SA\" | /start | is not one of the times that rrule says; the first one is 2026-11-14T22:00",
            "system: XYZ, reason: r, RRULE x | /rrule | has x; there may be BYDAY, BYMONTH",
            "system: XYZ, reason: r, RRULE  | /rrule | has ; there may be BYDAY, BYMONTH",
            "system: XYZ, reason: r, RRULE FREQ=HOURLY | /rrule | has a wrong value at FREQ=HOURLY: it must be DAILY, WEEKLY, MONTHLY or YEARLY",
            "system: XYZ, reason: r, RRULE FREQ=MINUTELY | /rrule | has a wrong value at FREQ=MINUTELY: it must be",
            "system: XYZ, reason: r, RRULE FREQ=SECONDLY | /rrule | has a wrong value at FREQ=SECONDLY: it must be",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;BYHOUR=1,2 | /rrule | has BYHOUR; there may be",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;BYMINUTE=1 | /rrule | has BYMINUTE; there may be",
            "system: XYZ, reason: r, RRULE BYDAY=SA | /rrule | has no FREQ",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;FREQ=DAILY | /rrule | has FREQ twice",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;INTERVAL=0 | /rrule | has a wrong value at INTERVAL=0",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;INTERVAL=-1 | /rrule | has a wrong value at INTERVAL=-1",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;COUNT=99999 | /rrule | must not have a COUNT above 10000",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;COUNT=2;UNTIL=20261231 | /rrule | must not have both COUNT and UNTIL",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;UNTIL=20261331 | /rrule | has an UNTIL that is in no calendar or on no clock",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;UNTIL=tomorrow | /rrule | has a wrong value at UNTIL=tomorrow",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;BYDAY=XX | /rrule | has a wrong value at BYDAY=XX",
            "system: XYZ, reason: r, RRULE FREQ=WEEKLY;BYDAY=2SA | /rrule | has a number in BYDAY, which only months and years can count",
            "system: XYZ, reason: r, RRULE FREQ=MONTHLY;BYMONTHDAY=32 | /rrule | has a wrong value at BYMONTHDAY=32",
            "system: XYZ, reason: r, RRULE FREQ=DAILY;X-A=1 | /rrule | has X-A; there may be",
            "system: XYZ, reason: r, RRULE RRULE:FREQ=DAILY | /rrule | has RRULE:FREQ; there may be",
            "system: XYZ, reason: r, RRULE FREQ=DAILY; | /rrule | has ; there may be",
            "system: XYZ, reason: r, RRULE FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | /start | is not one of the times that rrule says"})
    void saysWhatIsWrongAndWhere(String window, String path, String problem) {
        String written = window.replace("ONCE", ONCE).replace("AGAIN", AGAIN)
                .replaceAll("DURATION (\\w+)", "start: 2026-11-07T22:00, duration: $1, rrule: \"FREQ=WEEKLY\"")
                .replaceAll("(?<=r, )RRULE ?(.*)$", "start: 2026-11-07T22:00, duration: 6h, rrule: \"$1\"");

        OnCallException refused = catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml(written)));

        assertThat(refused).as("nothing wrong with " + written).isNotNull();
        assertThat(refused.problems()).allMatch(line -> line.startsWith("oncall.yaml:9: /maintenance/0"))
                .anyMatch(line -> line.startsWith("oncall.yaml:9: /maintenance/0" + (path == null ? "" : path) + ": " + problem));
    }

    @Test
    void isAListOfMappings() {
        assertThat(catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml("").replace("- {}", "- XYZ"))).problems())
                .containsExactly("oncall.yaml:9: /maintenance/0: must be a mapping with system, reason and from and to, "
                        + "or start, duration and rrule, or when");
    }

    private static String yaml(String window) {
        return """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: Sato, phones: [{number: "+819000000001"}]}
                policies:
                  default: {steps: [{recipients: ["call:sato"]}]}
                calendars:
                  nights: {hours: "22:00-06:00"}
                maintenance:
                  - {%s}
                """.formatted(window);
    }
}
