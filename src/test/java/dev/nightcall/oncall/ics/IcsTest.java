package dev.nightcall.oncall.ics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Calendars that somebody made by mistake, or on purpose. */
@Timeout(120)
class IcsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refuses(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IcsException.class).hasMessage(why);
    }

    static Stream<Arguments> refuses() {
        String event = "BEGIN:VEVENT\nDTSTART:20261122T000000Z\nDURATION:PT1H\nEND:VEVENT\n";
        return Stream.of(
                arguments("", "is empty"),
                arguments("<!DOCTYPE html><html><body>Sign in</body></html>", "is no iCalendar but HTML or XML"),
                arguments("{\"events\": []}", "is no iCalendar; it must begin with BEGIN:VCALENDAR"),
                arguments("BEGIN:VCARD\nEND:VCARD\n", "is no iCalendar; it must begin with BEGIN:VCALENDAR"),
                arguments("BEGIN:VCALENDAR\nVERSION:2.0\n" + event, "is not complete: END:VCALENDAR is missing"),
                arguments("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "is not complete: END:VCALENDAR is missing"),
                arguments("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "has an END that ends nothing on line 3"),
                arguments("BEGIN:VCALENDAR\nsomething\nEND:VCALENDAR\n", "has no property on line 2"),
                arguments("BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n", "has a property outside of VCALENDAR on line 3"),
                arguments("BEGIN:VCALENDAR\n" + "BEGIN:X\n".repeat(100_000), "has components within components on line 9"),
                arguments(ics(event.repeat(100_000)), "has more than 20000 events"),
                arguments(ics(event("RRULE:FREQ=DAILY").repeat(1001)), "has more than 1000 events that recur"),
                arguments(ics(event("EXDATE:20261122" + ",20261122".repeat(20_000))), "has more than 20000 dates in RDATE and EXDATE"),
                arguments(ics(event("RRULE:FREQ=HOURLY").repeat(1000)), "has more events, or more rules, than can be worked out"),
                arguments(ics(("BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n").repeat(201)), "has more than 200 time zones"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> Ics.read(ics("").replace("test", "予定").getBytes(java.nio.charset.Charset.forName("Shift_JIS")),
                ZONE, false, NOW)).hasMessage("is not UTF-8");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            RRULE:FREQ=SECONDLY                       | its RRULE makes more than 24 events a day
            RRULE:FREQ=MINUTELY;INTERVAL=5            | its RRULE makes more than 24 events a day
            RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,10,20,30,40 | its RRULE makes more than 24 events a day
            RRULE:FREQ=HOURLY;BYMINUTE=0,30           | its RRULE makes more than 24 events a day
            RRULE:FREQ=DAILY;INTERVAL=2147483647      | its RRULE has an interval that is not between 1 and 1000
            RRULE:FREQ=DAILY;INTERVAL=0               | its RRULE has an interval that is not between 1 and 1000
            RRULE:FREQ=DAILY;COUNT=99999              | its RRULE counts to 99999, which is not between 1 and 10000
            RRULE:FREQ=DAILY;COUNT=many               | its RRULE has something else where a number must be
            RRULE:BYDAY=MO                            | its RRULE cannot be understood
            DTEND:20261121T000000Z                    | it ends before it begins
            DURATION:-PT1H                            | it ends before it begins
            DURATION:PT                               | one of its times cannot be understood
            DURATION:1 hour                           | one of its times cannot be understood
            DTEND:tomorrow                            | one of its times cannot be understood
            DTEND:20261332T000000Z                    | one of its times cannot be understood
            EXDATE:20261322                           | one of its times cannot be understood
            """)
    void passesOverAnEventThatIsWrongAndKeepsTheOthers(String property, String why) {
        Ics ics = read(ics("BEGIN:VEVENT\nSUMMARY:Taro\\, Jiro\nDTSTART:20261122T000000Z\n" + property + "\nEND:VEVENT\n"
                + event("SUMMARY:right")));

        assertThat(ics.warnings()).containsExactly("event \"Taro, Jiro\" of 2026-11-22 does not count: " + why);
        assertThat(ics.at(NOW).events()).extracting(Event::title).containsExactly("right");
    }

    @Test
    void takesATimeOfAZoneThatNobodyKnowsForLocal() {
        Ics ics = read(ics("BEGIN:VEVENT\nSUMMARY:x\nDTSTART;TZID=Mars/Olympus:20261122T090000\nDURATION:PT1H\nEND:VEVENT\n"));

        assertThat(ics.warnings()).containsExactly(
                "event \"x\" of 2026-11-22 is taken for local time: nobody knows the time zone Mars/Olympus");
        assertThat(ics.at(NOW).events()).hasSize(1);
    }

    @Test
    void doesNotTellEverythingThatIsWrong() {
        String wrong = IntStream.range(0, 5000).mapToObj(i -> "BEGIN:VEVENT\nSUMMARY:" + i + "\nDTSTART:x\nEND:VEVENT\n")
                .collect(Collectors.joining());

        assertThat(read(ics(wrong)).warnings()).hasSize(11).last().isEqualTo("and 4990 more of its events");
    }

    @ParameterizedTest
    @MethodSource
    void endsInTime(String text) {
        Ics ics = read(text);

        assertThat(ics.at(Instant.parse("2040-01-01T00:00:00Z")).to()).isAfter(Instant.parse("2040-01-01T00:00:00Z"));
    }

    static Stream<String> endsInTime() {
        return Stream.of(
                ics(event("SUMMARY:" + "x".repeat(1_000_000))),
                ics(event("SUMMARY:" + "x\n ".repeat(300_000))),
                ics(event("DESCRIPTION;" + "A=\"b\";".repeat(100_000) + "C=d:x")),
                ics(event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
                ics(event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31").repeat(300)),
                ics(event("RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11").repeat(20)),
                ics("BEGIN:VEVENT\nDTSTART:16010101T000000Z\nDURATION:PT1M\nRRULE:FREQ=HOURLY\nEND:VEVENT\n".repeat(20)),
                ics("BEGIN:VEVENT\nDTSTART:00010101T000000Z\nDTEND:99991231T000000Z\nEND:VEVENT\n".repeat(19_000)));
    }

    @Test
    void eventsAreByTheirBeginning() {
        Ics ics = read(ics(at("second", "20261121T120000Z", "P9D") + at("third", "20261121T120000Z", "P9D")
                + at("first", "20261120T000000Z", "P9D") + at("never", "20261123T000000Z", "P9D")));

        assertThat(ics.at(NOW).events()).extracting(Event::title).containsExactly("first", "second", "third");
        assertThat(ics.at(NOW).to()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(ics.from(Instant.parse("2026-11-30T00:00:00Z"))).extracting(Event::title)
                .containsExactly("second", "third", "never");
    }

    private static String at(String title, String start, String duration) {
        return "BEGIN:VEVENT\nSUMMARY:" + title + "\nDTSTART:" + start + "\nDURATION:" + duration + "\nEND:VEVENT\n";
    }

    private static Ics read(String text) {
        return Ics.read(text.getBytes(StandardCharsets.UTF_8), ZONE, false, NOW);
    }

    private static String event(String property) {
        return "BEGIN:VEVENT\nDTSTART:20261122T000000Z\nDURATION:PT1H\n" + property + "\nEND:VEVENT\n";
    }

    private static String ics(String components) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n" + components + "END:VCALENDAR\n";
    }
}
