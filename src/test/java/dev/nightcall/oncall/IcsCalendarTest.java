package dev.nightcall.oncall;

import dev.nightcall.yaml.YamlDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;

import static org.assertj.core.api.Assertions.assertThat;

/** Calendars of oncall.yaml that are iCalendars in files: which moments are in them. */
class IcsCalendarTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            calendars:
              tokyo: {ics: events.ics}
              new-york: {ics: events.ics, timezone: America/New_York}
              london: {ics: events.ics, timezone: Europe/London}
              utc: {ics: events.ics, timezone: UTC}
              free: {ics: events.ics, countFree: true}
              without: {ics: events.ics, except: [nine-to-ten]}
              nine-to-ten: {hours: "09:00-10:00"}
              both: {union: [tokyo, nine-to-ten]}
              not: {union: [always], except: [tokyo]}
              always: {days: all}
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819012345678"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """;

    /** A Monday to Friday of 9 to 5, and so on. */
    private static final String ZONE_OF_OUTLOOK = """
            BEGIN:VTIMEZONE
            TZID:Somewhere East
            BEGIN:STANDARD
            DTSTART:16010101T020000
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void empty() throws IOException {
        events();
    }

    @ParameterizedTest(name = "{0} of {1} at {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # whole days, in the calendar's zone; the end is exclusive
            DTSTART;VALUE=DATE:20261123                                   | tokyo    | 2026-11-23T00:00+09:00 | true
            DTSTART;VALUE=DATE:20261123                                   | tokyo    | 2026-11-22T23:59:59+09:00 | false
            DTSTART;VALUE=DATE:20261123                                   | tokyo    | 2026-11-23T23:59:59+09:00 | true
            DTSTART;VALUE=DATE:20261123                                   | tokyo    | 2026-11-24T00:00+09:00 | false
            DTSTART;VALUE=DATE:20261123                                   | utc      | 2026-11-23T00:00Z      | true
            DTSTART;VALUE=DATE:20261123                                   | new-york | 2026-11-23T04:59Z      | false
            DTSTART;VALUE=DATE:20261123                                   | new-york | 2026-11-23T05:00Z      | true
            DTSTART;VALUE=DATE:20261123                                   | new-york | 2026-11-24T04:59Z      | true
            DTSTART;VALUE=DATE:20261229;DTEND;VALUE=DATE:20270104         | tokyo    | 2027-01-03T23:59+09:00 | true
            DTSTART;VALUE=DATE:20261229;DTEND;VALUE=DATE:20270104         | tokyo    | 2027-01-04T00:00+09:00 | false
            DTSTART;VALUE=DATE:20261229;DURATION:P2D                      | tokyo    | 2026-12-30T23:59+09:00 | true
            DTSTART;VALUE=DATE:20261229;DURATION:P2D                      | tokyo    | 2026-12-31T00:00+09:00 | false
            # the days of clock changes have 23 and 25 hours
            DTSTART;VALUE=DATE:20260308                                   | new-york | 2026-03-09T03:59Z      | true
            DTSTART;VALUE=DATE:20260308                                   | new-york | 2026-03-09T04:00Z      | false
            DTSTART;VALUE=DATE:20261101                                   | new-york | 2026-11-02T04:59Z      | true
            DTSTART;VALUE=DATE:20261101                                   | new-york | 2026-11-02T05:00Z      | false
            DTSTART;VALUE=DATE:20260329                                   | london   | 2026-03-29T22:59Z      | true
            DTSTART;VALUE=DATE:20260329                                   | london   | 2026-03-29T23:00Z      | false
            DTSTART;VALUE=DATE:20261025                                   | london   | 2026-10-25T23:59Z      | true
            # times: UTC, of a zone, of no zone
            DTSTART:20261123T000000Z;DTEND:20261123T080000Z               | tokyo    | 2026-11-23T09:00+09:00 | true
            DTSTART:20261123T000000Z;DTEND:20261123T080000Z               | tokyo    | 2026-11-23T17:00+09:00 | false
            DTSTART:20261123T090000;DURATION:PT8H                         | tokyo    | 2026-11-23T09:00+09:00 | true
            DTSTART:20261123T090000;DURATION:PT8H                         | london   | 2026-11-23T09:00Z      | true
            DTSTART:20261123T090000;DURATION:PT8H                         | london   | 2026-11-23T08:59Z      | false
            DTSTART;TZID=Europe/London:20261123T090000;DURATION:PT8H      | tokyo    | 2026-11-23T09:00Z      | true
            DTSTART;TZID="Tokyo Standard Time":20261123T090000;DURATION:PT8H | utc   | 2026-11-23T00:00Z      | true
            DTSTART;TZID=Eastern Standard Time:20260708T090000;DURATION:PT8H | utc   | 2026-07-08T13:00Z      | true
            DTSTART;TZID=/example.org/2026/Europe/London:20260708T090000;DURATION:PT1H | utc | 2026-07-08T08:00Z | true
            DTSTART;TZID=Europe/London:20261123T090000;DTEND;TZID=America/New_York:20261123T090000 | utc | 2026-11-23T13:59Z | true
            DTSTART;TZID=Europe/London:20261123T090000;DTEND;TZID=America/New_York:20261123T090000 | utc | 2026-11-23T14:00Z | false
            # no length, no moment
            DTSTART:20261123T000000Z                                      | utc      | 2026-11-23T00:00Z      | false
            # nine o'clock stays nine o'clock
            DTSTART;TZID=America/New_York:20260302T090000;DURATION:PT8H;RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | utc | 2026-03-06T14:00Z | true
            DTSTART;TZID=America/New_York:20260302T090000;DURATION:PT8H;RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | utc | 2026-03-09T13:00Z | true
            DTSTART;TZID=America/New_York:20260302T090000;DURATION:PT8H;RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | utc | 2026-03-09T12:59Z | false
            DTSTART;TZID=America/New_York:20260302T090000;DURATION:PT8H;RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | utc | 2026-11-02T14:00Z | true
            DTSTART;TZID=America/New_York:20260302T090000;DURATION:PT8H;RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | utc | 2026-11-07T15:00Z | false
            DTSTART;TZID=Europe/London:20260101T080000;DTEND;TZID=Europe/London:20260101T160000;RRULE:FREQ=DAILY | utc | 2026-03-28T08:00Z | true
            DTSTART;TZID=Europe/London:20260101T080000;DTEND;TZID=Europe/London:20260101T160000;RRULE:FREQ=DAILY | utc | 2026-03-29T07:00Z | true
            DTSTART;TZID=Europe/London:20260101T080000;DTEND;TZID=Europe/London:20260101T160000;RRULE:FREQ=DAILY | utc | 2026-10-25T07:59Z | false
            DTSTART;TZID=Europe/London:20260101T080000;DTEND;TZID=Europe/London:20260101T160000;RRULE:FREQ=DAILY | utc | 2026-10-25T08:00Z | true
            # over a change of clocks, an end on the clock stays there; a duration passes
            DTSTART;TZID=America/New_York:20260301T220000;DTEND;TZID=America/New_York:20260302T060000;RRULE:FREQ=DAILY | utc | 2026-03-08T09:59Z | true
            DTSTART;TZID=America/New_York:20260301T220000;DTEND;TZID=America/New_York:20260302T060000;RRULE:FREQ=DAILY | utc | 2026-03-08T10:00Z | false
            DTSTART;TZID=America/New_York:20260301T220000;DURATION:PT8H;RRULE:FREQ=DAILY | utc | 2026-03-08T10:59Z | true
            # a time that comes twice is the first one; one that is skipped is as much later
            DTSTART;TZID=America/New_York:20261101T013000;DURATION:PT30M  | utc      | 2026-11-01T05:30Z      | true
            DTSTART;TZID=America/New_York:20261101T013000;DURATION:PT30M  | utc      | 2026-11-01T06:30Z      | false
            DTSTART;TZID=America/New_York:20260301T023000;DURATION:PT30M;RRULE:FREQ=WEEKLY | utc | 2026-03-08T07:30Z | true
            # rules
            DTSTART;VALUE=DATE:20200101;RRULE:FREQ=YEARLY                 | tokyo    | 2050-01-01T12:00+09:00 | true
            DTSTART;VALUE=DATE:20200229;RRULE:FREQ=YEARLY                 | tokyo    | 2026-02-28T12:00+09:00 | false
            DTSTART;VALUE=DATE:20200229;RRULE:FREQ=YEARLY                 | tokyo    | 2028-02-29T12:00+09:00 | true
            DTSTART;VALUE=DATE:20260131;RRULE:FREQ=MONTHLY;BYMONTHDAY=-1  | tokyo    | 2026-02-28T12:00+09:00 | true
            DTSTART;VALUE=DATE:20260113;RRULE:FREQ=MONTHLY;BYDAY=2TU      | tokyo    | 2026-11-10T12:00+09:00 | true
            DTSTART;VALUE=DATE:20260113;RRULE:FREQ=MONTHLY;BYDAY=2TU      | tokyo    | 2026-11-17T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=WEEKLY;INTERVAL=2      | tokyo    | 2026-11-09T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=WEEKLY;INTERVAL=2      | tokyo    | 2026-11-16T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=WEEKLY;INTERVAL=2      | tokyo    | 2036-11-03T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=WEEKLY;INTERVAL=2      | tokyo    | 2036-11-10T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;COUNT=3          | tokyo    | 2026-11-04T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;COUNT=3          | tokyo    | 2026-11-05T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;UNTIL=20261104   | tokyo    | 2026-11-04T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;UNTIL=20261104   | tokyo    | 2026-11-05T12:00+09:00 | false
            DTSTART;TZID=Asia/Tokyo:20261102T090000;DURATION:PT1H;RRULE:FREQ=DAILY;UNTIL=20261104T000000Z | utc | 2026-11-04T00:30Z | true
            DTSTART;TZID=Asia/Tokyo:20261102T090000;DURATION:PT1H;RRULE:FREQ=DAILY;UNTIL=20261103T235959Z | utc | 2026-11-04T00:30Z | false
            DTSTART;TZID=Asia/Tokyo:20261102T090000;DURATION:PT1H;RRULE:FREQ=DAILY;BYHOUR=9,15 | tokyo | 2026-11-05T15:30+09:00 | true
            DTSTART:20261102T090000Z;DURATION:PT10M;RRULE:FREQ=HOURLY;INTERVAL=6 | utc | 2026-12-24T03:05Z     | true
            # one that does not match its own rule counts as well
            DTSTART;VALUE=DATE:20261103;RRULE:FREQ=WEEKLY;BYDAY=MO        | tokyo    | 2026-11-03T12:00+09:00 | true
            # more dates and fewer
            DTSTART;VALUE=DATE:20261102;RDATE;VALUE=DATE:20261110,20261112 | tokyo   | 2026-11-12T12:00+09:00 | true
            DTSTART:20261102T000000Z;DURATION:PT1H;RDATE;VALUE=PERIOD:20261110T000000Z/PT3H | utc | 2026-11-10T02:59Z | true
            DTSTART:20261102T000000Z;DURATION:PT1H;RDATE;VALUE=PERIOD:20261110T000000Z/20261110T020000Z | utc | 2026-11-10T02:00Z | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;EXDATE;VALUE=DATE:20261103,20261105 | tokyo | 2026-11-05T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261102;RRULE:FREQ=DAILY;EXDATE;VALUE=DATE:20261103,20261105 | tokyo | 2026-11-04T12:00+09:00 | true
            DTSTART;TZID=Asia/Tokyo:20261102T090000;DURATION:PT1H;RRULE:FREQ=DAILY;EXDATE:20261104T000000Z | tokyo | 2026-11-04T09:00+09:00 | false
            DTSTART;TZID=Asia/Tokyo:20261102T090000;DURATION:PT1H;RRULE:FREQ=DAILY;EXDATE;VALUE=DATE:20261104 | tokyo | 2026-11-04T09:00+09:00 | false
            # what does not count
            DTSTART;VALUE=DATE:20261123;STATUS:CANCELLED                  | tokyo    | 2026-11-23T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261123;STATUS:TENTATIVE                  | tokyo    | 2026-11-23T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261123;TRANSP:TRANSPARENT                | tokyo    | 2026-11-23T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261123;TRANSP:TRANSPARENT                | free     | 2026-11-23T12:00+09:00 | true
            DTSTART;VALUE=DATE:20261123;STATUS:CANCELLED                  | free     | 2026-11-23T12:00+09:00 | false
            # with others
            DTSTART;VALUE=DATE:20261123                                   | without  | 2026-11-23T09:30+09:00 | false
            DTSTART;VALUE=DATE:20261123                                   | without  | 2026-11-23T10:00+09:00 | true
            DTSTART;VALUE=DATE:20261123                                   | both     | 2026-11-20T09:30+09:00 | true
            DTSTART;VALUE=DATE:20261123                                   | not      | 2026-11-23T12:00+09:00 | false
            DTSTART;VALUE=DATE:20261123                                   | not      | 2026-11-24T00:00+09:00 | true
            """)
    void contains(String event, String calendar, OffsetDateTime at, boolean inside) throws IOException {
        events(properties(event));

        assertThat(calendar(calendar).contains(at.toInstant())).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-07T14:00Z, true", "2026-03-07T13:59Z, false", "2026-03-08T13:00Z, true", "2026-03-08T12:59Z, false",
        "2026-10-31T13:00Z, true", "2026-11-01T13:59Z, false", "2026-11-01T14:00Z, true"})
    void aZoneThatTheFileExplains(OffsetDateTime at, boolean inside) throws IOException {
        Files.writeString(directory.resolve("events.ics"), ics(ZONE_OF_OUTLOOK
                + event("DTSTART;TZID=Somewhere East:20260101T090000\nDURATION:PT8H\nRRULE:FREQ=DAILY")));

        assertThat(calendar("tokyo").contains(at.toInstant())).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T09:30+09:00, true", "2026-11-03T09:30+09:00, false", "2026-11-03T15:30+09:00, true",
        "2026-11-04T09:30+09:00, false", "2026-11-05T09:30+09:00, true"})
    void oneOfManyIsMovedAndOneIsCancelled(OffsetDateTime at, boolean inside) throws IOException {
        events("UID:a\nDTSTART;TZID=Asia/Tokyo:20261102T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY",
                "UID:a\nRECURRENCE-ID;TZID=Asia/Tokyo:20261103T090000\nDTSTART;TZID=Asia/Tokyo:20261103T150000\nDURATION:PT1H",
                "UID:a\nRECURRENCE-ID:20261104T000000Z\nDTSTART:20261104T000000Z\nDURATION:PT1H\nSTATUS:CANCELLED");

        assertThat(calendar("tokyo").contains(at.toInstant())).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T00:00Z, 2026-11-02T00:00Z", "2026-11-02T00:00Z, 2026-11-02T03:00Z", "2026-11-02T03:00Z, 2026-11-03T00:00Z",
        "2026-12-10T00:00Z, 2027-09-01T00:00Z"})
    void saysWhenItChanges(OffsetDateTime after, OffsetDateTime change) throws IOException {
        events("DTSTART:20261102T000000Z\nDURATION:PT2H\nRRULE:FREQ=DAILY;COUNT=5",
                "DTSTART:20261102T010000Z\nDURATION:PT2H\nRRULE:FREQ=DAILY;COUNT=5", "DTSTART:20270901T000000Z\nDURATION:P9D");

        assertThat(calendar("utc").nextChange(after.toInstant())).isEqualTo(change.toInstant());
    }

    @Test
    void saysWhenItDoesNotChange() throws IOException {
        events("DTSTART;VALUE=DATE:20261123");
        assertThat(calendar("utc").nextChange(Instant.parse("2026-11-24T00:00:00Z"))).isEqualTo(Instant.MAX);

        events("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY");
        assertThat(calendar("utc").nextChange(Instant.parse("2026-11-24T00:00:00Z"))).isEqualTo(Instant.MAX);
    }

    @Test
    void foldedLinesAndLettersOfTheWorldAndAnAlarmWithin() throws IOException {
        Files.write(directory.resolve("events.ics"), ("\uFEFFBEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
                + "SUMMARY:定例\r\n DTSTART:no\r\n"
                + "DTSTART;VALUE=D\r\n ATE:2026\r\n\t1123\r\nBEGIN:VALARM\r\nDTSTART:x\r\nDURATION:PT15M\r\nEND:VALARM\r\n"
                + "END:VEVENT\r\nEND:VCALENDAR\r\n").getBytes("UTF-8"));

        assertThat(calendar("tokyo").contains(Instant.parse("2026-11-23T14:59:59Z"))).isTrue();
        assertThat(plan().warnings()).isEmpty();
    }

    @Test
    void aCalendarWhoseEventsAllLeaveOneFreeIsSuspicious() throws IOException {
        events("SUMMARY:Labour Thanksgiving Day\nDTSTART;VALUE=DATE:20261123\nTRANSP:TRANSPARENT");

        assertThat(plan().warnings()).hasSize(5).first().asString().endsWith("events.ics: all of its events leave one free "
                + "(TRANSP:TRANSPARENT), so that none counts; countFree: true counts them");
    }

    private Calendar calendar(String name) {
        PlanFeeds feeds = new PlanFeeds(directory.resolve("oncall.yaml").toString(), Feeds.none());
        YamlDocument document = new YamlDocument("oncall.yaml", PLAN);
        assertThat(FeedCheck.check(document, feeds)).isEmpty();
        return new CalendarReader(document.root(), feeds).calendar(name);
    }

    private OnCall plan() {
        return OnCall.parse(directory.resolve("oncall.yaml").toString(), PLAN);
    }

    private void events(String... events) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append(event(event));
        }
        Files.writeString(directory.resolve("events.ics"), ics(text.toString()));
    }

    /** In the table a semicolon stands between properties as well. */
    private static String properties(String row) {
        return row.replaceAll(";(DTEND|DURATION|RRULE|RDATE|EXDATE|STATUS|TRANSP)", "\n$1");
    }

    private static String event(String properties) {
        return "BEGIN:VEVENT\n" + properties + "\nEND:VEVENT\n";
    }

    private static String ics(String components) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n" + components + "END:VCALENDAR\n";
    }
}
