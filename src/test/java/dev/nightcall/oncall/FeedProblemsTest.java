package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What can be wrong with calendars and layers that come from elsewhere, and what it is told. */
class FeedProblemsTest {

    private static final String REST = """
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819012345678"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {ics: none.ics}                                 | /ics: none.ics does not exist
            {ics: html.ics}                                 | /ics: html.ics is no iCalendar but HTML or XML
            {ics: half.ics}                                 | /ics: half.ics is not complete: END:VCALENDAR is missing
            {ics: big.ics}                                  | /ics: big.ics is larger than 1048576 bytes
            {ics: .}                                        | /ics: . cannot be read (IOException)
            {ics: "ftp://example.com/x.ics"}                | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: "webcal://example.com/x.ics"}             | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: "https://"}                               | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: "https://ex ample.com/x.ics"}             | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: ""}                                       | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: [good.ics]}                               | /ics: must be a URL that begins with https:// or http://, or a file
            {ics: good.ics, days: all}                      | /days: unknown key
            {ics: good.ics, countFree: maybe}               | /countFree: must be true or false
            {ics: good.ics, otherwise: maybe}               | /otherwise: must be in or out
            {ics: good.ics, timezone: Asia/Tokio}           | /timezone: Asia/Tokio is no IANA time zone (did you mean Asia/Tokyo?)
            {ics: good.ics, except: [office]}               | /except/0: office is no calendar
            {changeCalendar: x}                             | /changeCalendar: must be the name or ARN of a Change Calendar
            {changeCalendar: []}                            | /changeCalendar: must not be empty
            {changeCalendar: [freeze, freeze]}              | /changeCalendar: must not name anything twice
            {changeCalendar: freeze, state: closed}         | /state: must be OPEN or CLOSED (did you mean CLOSED?)
            {changeCalendar: freeze, hours: "09:00-10:00"}  | /hours: unknown key
            {ics: good.ics, changeCalendar: freeze}         | /changeCalendar: unknown key
            """)
    void calendars(String calendar, String problem) throws IOException {
        assertThat(problems("calendars:\n  a: " + calendar + "\n")).isEqualTo("3: /calendars/a" + problem);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {ics: none.ics}                                 | /ics: none.ics does not exist
            {ics: good.ics, names: {Taro: saito}}           | /names/Taro: saito is no engineer or team (did you mean sato?)
            {ics: good.ics, names: {Taro: 1}}               | /names/Taro: must be an engineer's id or a team's name
            {ics: good.ics, names: [sato]}                  | /names: must be a mapping of names in titles to engineers' ids or teams' names
            {ics: good.ics, participants: [sato]}           | /participants: unknown key
            {ics: good.ics, when: nights}                   | /when: nights is no calendar
            {names: {Taro: sato}, participants: [sato], rotation: daily, start: 2026-11-22T09:00} | /names: unknown key (did you mean name?)
            """)
    void layers(String layer, String problem) throws IOException {
        assertThat(problems("schedules:\n  a: {layers: [" + layer + "]}\n")).isEqualTo("3: /schedules/a/layers/0" + problem);
    }

    @Test
    void whatIsRightIsRight() throws IOException {
        assertThat(problems("""
                calendars:
                  a: {ics: good.ics, timezone: UTC, countFree: true, otherwise: in, except: [b]}
                  b: {ics: "https://example.com/x.ics"}
                  c: {ics: "HTTP://example.com:8080/x%20y?key=a+b"}
                  d: {changeCalendar: freeze}
                  e: {changeCalendar: ["arn:aws:ssm:ap-northeast-1:111122223333:document/freeze", other], state: OPEN, otherwise: in}
                  f: {union: [a, d], except: [e]}
                schedules:
                  primary: {layers: [{ics: good.ics, name: x, names: {Taro Sato: sato}, when: f}, {ics: "https://example.com/x.ics"}]}
                """)).isEmpty();
    }

    private String problems(String more) throws IOException {
        Files.writeString(directory.resolve("good.ics"), "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
        Files.writeString(directory.resolve("half.ics"), "BEGIN:VCALENDAR\n");
        Files.writeString(directory.resolve("html.ics"), "<html></html>");
        Files.writeString(directory.resolve("big.ics"), "BEGIN:VCALENDAR\n" + "X:y\n".repeat(400_000) + "END:VCALENDAR\n");
        String file = directory.resolve("oncall.yaml").toString();
        OnCallException e = catchThrowableOfType(OnCallException.class,
                () -> OnCall.parse(file, "timezone: Asia/Tokyo\n" + more + REST));
        return e == null ? "" : String.join("\n", e.problems()).replace(file + ":", "");
    }
}
