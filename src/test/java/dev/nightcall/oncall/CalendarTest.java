package dev.nightcall.oncall;

import dev.nightcall.yaml.YamlDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import static org.assertj.core.api.Assertions.assertThat;

/** Calendars of oncall.yaml, asked about moments. */
class CalendarTest {

    private static final String CALENDARS = """
            country: JP
            calendars:
              office: {days: business, hours: "09:00-18:00"}
              night: {days: weekdays, hours: "22:00-06:00"}
              split: {days: [mon-wed, fri], hours: ["09:00-12:00", "13:00-24:00"]}
              bridge: {days: fri-mon}
              off: {days: [weekend, holidays]}
              new-york: {hours: "01:30-02:30", timezone: America/New_York, holidays: []}
              us-office: {days: business, hours: "09:00-17:00", timezone: America/New_York, holidays: US}
              both-passes: {hours: "01:00-02:00", timezone: America/New_York}
              skipped: {days: sun, hours: "02:00-03:00", timezone: America/New_York}
              ny-night: {hours: "22:00-06:00", timezone: America/New_York}
              london: {days: business, hours: "08:00-16:00", timezone: Europe/London, holidays: GB-ENG}
              london-early: {hours: "00:30-01:30", timezone: Europe/London}
              utc: {days: [sat, sun], hours: "00:00-24:00", timezone: UTC}
              munich: {days: business, hours: "09:00-17:00", timezone: Europe/Berlin, holidays: DE-BY}
              company:
                days: business
                companyHolidays: {12-29/01-03: 年末年始, 2026-06-01: 創立記念日, 2026-06-10/2026-06-12: 改装}
                workingDays: {2026-02-11: 棚卸し, 2026-02-14: 土曜出勤}
              company-off:
                days: holidays
                companyHolidays: {02-29: leap}
                holidays: []
              always: {days: all}
              out: {union: [always], except: [office]}
              any: {union: [office, night]}
              nothing: {union: [office], except: [always]}
              everything: {union: [out, office]}
            """;

    private final CalendarReader calendars = new CalendarReader(
            new YamlDocument("oncall.yaml", "timezone: Asia/Tokyo\n" + CALENDARS).root(),
            new PlanFeeds("oncall.yaml", Feeds.none()));

    @Test
    void theCalendarsOfThisTestAreRight() {
        assertThat(Plans.plan(Plans.PLAN.replace("language: ja-JP\n", CALENDARS)).warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        // 2026-11-20 is a Friday; 23 November is a holiday of Japan, on a Monday.
        "office, 2026-11-20T09:00+09:00, true",
        "office, 2026-11-20T08:59:59.999+09:00, false",
        "office, 2026-11-20T17:59:59+09:00, true",
        "office, 2026-11-20T18:00+09:00, false",
        "office, 2026-11-20T00:00Z, true",
        "office, 2026-11-21T10:00+09:00, false",
        "office, 2026-11-23T10:00+09:00, false",
        "office, 2026-11-24T10:00+09:00, true",
        "night, 2026-11-20T22:00+09:00, true",
        "night, 2026-11-21T05:59+09:00, true",
        "night, 2026-11-21T06:00+09:00, false",
        "night, 2026-11-21T22:00+09:00, false",
        "night, 2026-11-23T05:00+09:00, false",
        "split, 2026-11-18T12:30+09:00, false",
        "split, 2026-11-18T23:59+09:00, true",
        "split, 2026-11-19T10:00+09:00, false",
        "split, 2026-11-20T10:00+09:00, true",
        "bridge, 2026-11-19T23:59+09:00, false",
        "bridge, 2026-11-20T00:00+09:00, true",
        "bridge, 2026-11-23T23:59+09:00, true",
        "bridge, 2026-11-24T00:00+09:00, false",
        "off, 2026-11-22T10:00+09:00, true",
        "off, 2026-11-23T10:00+09:00, true",
        "off, 2026-11-24T10:00+09:00, false",
        // 8 March 2026: New York goes from 02:00 EST to 03:00 EDT.
        "new-york, 2026-03-08T01:30-05:00, true",
        "new-york, 2026-03-08T01:59-05:00, true",
        "new-york, 2026-03-08T03:00-04:00, false",
        "new-york, 2026-03-07T02:29-05:00, true",
        "skipped, 2026-03-08T01:59:59-05:00, false",
        "skipped, 2026-03-08T03:00-04:00, false",
        "skipped, 2026-03-15T02:00-04:00, true",
        "us-office, 2026-03-06T14:00Z, true",
        "us-office, 2026-03-06T13:59Z, false",
        "us-office, 2026-03-09T13:00Z, true",
        "us-office, 2026-07-03T15:00Z, false",
        // 1 November 2026: from 02:00 EDT back to 01:00 EST.
        "both-passes, 2026-11-01T01:30-04:00, true",
        "both-passes, 2026-11-01T01:30-05:00, true",
        "both-passes, 2026-11-01T02:00-05:00, false",
        "new-york, 2026-11-01T01:29-04:00, false",
        "new-york, 2026-11-01T01:30-04:00, true",
        "new-york, 2026-11-01T01:15-05:00, true",
        "new-york, 2026-11-01T02:29-05:00, true",
        "ny-night, 2026-11-01T05:59-05:00, true",
        "ny-night, 2026-11-01T06:00-05:00, false",
        // London: 29 March and 25 October 2026, 01:00 UTC. 31 August is a bank holiday.
        "london, 2026-03-27T08:00Z, true",
        "london, 2026-03-30T07:00Z, true",
        "london, 2026-03-30T06:59Z, false",
        "london, 2026-10-26T07:59Z, false",
        "london, 2026-10-26T08:00Z, true",
        "london, 2026-08-31T10:00Z, false",
        "london-early, 2026-03-29T00:45Z, true",
        "london-early, 2026-03-29T01:00Z, false",
        "london-early, 2026-10-25T00:29Z, true",
        "london-early, 2026-10-25T00:30Z, false",
        "utc, 2026-11-21T00:00Z, true",
        "utc, 2026-11-20T23:59:59Z, false",
        "utc, 2026-11-22T23:59:59Z, true",
        // Epiphany is a holiday in Bavaria and not in all of Germany.
        "munich, 2026-01-06T10:00+01:00, false",
        "munich, 2026-01-07T10:00+01:00, true",
        "company, 2026-12-29T10:00+09:00, false",
        "company, 2027-12-28T10:00+09:00, true",
        "company, 2028-01-03T10:00+09:00, false",
        "company, 2028-01-04T10:00+09:00, true",
        "company, 2026-06-01T10:00+09:00, false",
        "company, 2027-06-01T10:00+09:00, true",
        "company, 2026-06-11T10:00+09:00, false",
        "company, 2026-02-11T10:00+09:00, true",
        "company, 2026-02-14T10:00+09:00, true",
        "company, 2027-02-11T10:00+09:00, false",
        "out, 2026-11-20T12:00+09:00, false",
        "out, 2026-11-20T18:00+09:00, true",
        "any, 2026-11-20T12:00+09:00, true",
        "any, 2026-11-20T23:00+09:00, true",
        "any, 2026-11-20T20:00+09:00, false",
        "nothing, 2026-11-20T12:00+09:00, false",
        "everything, 2026-11-20T12:00+09:00, true",
    })
    void contains(String name, OffsetDateTime at, boolean inside) {
        assertThat(calendars.calendar(name).contains(at.toInstant())).isEqualTo(inside);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(nullValues = "never", value = {
        "office, 2026-11-20T10:00+09:00, 2026-11-20T18:00+09:00",
        "office, 2026-11-20T18:00+09:00, 2026-11-24T09:00+09:00",
        "office, 2026-11-20T09:00+09:00, 2026-11-20T18:00+09:00",
        // Over the Golden Week, with its substitute holiday.
        "office, 2026-05-01T18:00+09:00, 2026-05-07T09:00+09:00",
        "night, 2026-11-21T03:00+09:00, 2026-11-21T06:00+09:00",
        "bridge, 2026-11-20T03:00+09:00, 2026-11-24T00:00+09:00",
        "off, 2026-11-20T03:00+09:00, 2026-11-21T00:00+09:00",
        "off, 2026-11-21T03:00+09:00, 2026-11-24T00:00+09:00",
        "new-york, 2026-03-08T01:45-05:00, 2026-03-08T03:00-04:00",
        "skipped, 2026-03-07T12:00-05:00, 2026-03-15T02:00-04:00",
        "both-passes, 2026-11-01T01:00-04:00, 2026-11-01T02:00-05:00",
        "new-york, 2026-11-01T01:00-04:00, 2026-11-01T01:30-04:00",
        "london-early, 2026-03-28T12:00Z, 2026-03-29T00:30Z",
        "utc, 2026-11-21T09:00Z, 2026-11-23T00:00Z",
        "company-off, 2026-11-20T00:00Z, 2028-02-28T15:00Z",
        "company-off, 2024-03-20T00:00Z, never",
        "always, 2026-11-20T00:00Z, never",
        "nothing, 2026-11-20T00:00Z, never",
        "everything, 2026-11-20T00:00Z, never",
        "out, 2026-11-20T12:00+09:00, 2026-11-20T18:00+09:00",
        "any, 2026-11-20T12:00+09:00, 2026-11-20T18:00+09:00",
    })
    void nextChange(String name, OffsetDateTime after, OffsetDateTime change) {
        assertThat(calendars.calendar(name).nextChange(after.toInstant()))
                .isEqualTo(change == null ? Instant.MAX : change.toInstant());
    }

    /** Asking every ten minutes for a year finds the same changes, and no others. */
    @ParameterizedTest
    @ValueSource(strings = {"office", "night", "split", "off", "new-york", "us-office", "ny-night", "london-early", "munich",
            "company", "out", "any"})
    void nextChangeAgreesWithContains(String name) {
        Calendar calendar = calendars.calendar(name);
        Duration step = Duration.ofMinutes(10);
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        Instant next = calendar.nextChange(at);
        boolean inside = calendar.contains(at);
        for (at = at.plus(step); at.isBefore(Instant.parse("2027-01-31T12:00:00Z")); at = at.plus(step)) {
            assertThat(calendar.contains(at)).as(name + " at " + at).isEqualTo(inside != !at.isBefore(next));
            if (!at.isBefore(next)) {
                assertThat(calendar.contains(next.minusMillis(1))).as("just before " + next).isEqualTo(inside);
                inside = !inside;
                next = calendar.nextChange(next);
            }
        }
    }

    /** Neighbouring spans share out every moment, also where clocks are changed. */
    @Test
    void neighboursNeitherOverlapNorLeaveAGap() {
        CalendarReader reader = new CalendarReader(new YamlDocument("oncall.yaml", """
                timezone: America/New_York
                calendars:
                  early: {hours: "00:00-01:30"}
                  late: {hours: "01:30-24:00"}
                """).root(), new PlanFeeds("oncall.yaml", Feeds.none()));
        for (String day : new String[]{"2026-03-08", "2026-11-01"}) {
            Instant begin = LocalDate.parse(day).atStartOfDay(reader.timezone()).toInstant();
            for (int minute = 0; minute < 25 * 60; minute++) {
                Instant at = begin.plus(Duration.ofMinutes(minute));
                assertThat(reader.calendar("early").contains(at)).as("" + at).isNotEqualTo(reader.calendar("late").contains(at));
            }
        }
    }
}
