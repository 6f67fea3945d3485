package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Layers of schedules that are iCalendars: who is on duty. */
class FeedLayerTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            calendars:
              nights: {hours: "18:00-09:00"}
            engineers:
              sato: {name: 佐藤 太郎, phones: [{number: "+819012345678"}]}
              suzuki: {name: Suzuki Jiro, phones: [{number: "+819012345679"}]}
              tanaka: {name: Anders and Co, phones: [{number: "+819012345670"}]}
              kato: {name: Kato, phones: [{number: "+819012345671"}]}
              kato-2: {name: KATO, phones: [{number: "+819012345672"}]}
            teams:
              web: [suzuki, sato]
            schedules:
              plain: {layers: [{ics: duty.ics, names: {T. Tanaka: tanaka, Web people: web, 休み: suzuki}}]}
              new-york: {timezone: America/New_York, layers: [{ics: duty.ics}]}
              london: {timezone: Europe/London, layers: [{ics: duty.ics}]}
              utc: {timezone: UTC, layers: [{ics: duty.ics, name: imported}]}
              above:
                layers:
                  - {participants: [kato-2], rotation: daily, start: 2020-01-01T09:00}
                  - {ics: duty.ics}
              below:
                layers:
                  - {ics: duty.ics}
                  - {participants: [kato-2], rotation: daily, start: 2020-01-01T09:00, end: 2026-11-23T12:00}
              nights: {layers: [{ics: duty.ics, when: nights}]}
              overridden:
                layers: [{ics: duty.ics}]
                overrides:
                  - {from: 2026-11-23T10:00, to: 2026-11-23T11:00, engineer: kato-2, by: sato, reason: dentist}
                  - {from: 2026-11-23T14:00, to: 2026-11-23T15:00, engineer: kato-2, insteadOf: sato, by: sato, reason: dentist}
            policies:
              default: {steps: [{recipients: ["call:plain"]}]}
            """;

    private static final String DAY = "DTSTART:20261123T000000Z|DTEND:20261124T000000Z";
    private static final Instant NOON = Instant.parse("2026-11-23T03:00:00Z");

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sato                        | sato
            SATO                        | sato
            佐藤 太郎                   | sato
            佐藤　太郎                  | sato
            Ｓａｔｏ                    | sato
            suzuki jiro                 | suzuki
            web                         | suzuki sato
            t. tanaka                   | tanaka
            Anders and Co               | tanaka
            休み                        | suzuki
            Web people                  | suzuki sato
            sato, suzuki                | sato suzuki
            suzuki/sato                 | suzuki sato
            suzuki & 佐藤 太郎          | suzuki sato
            suzuki AND sato             | suzuki sato
            sato\\, suzuki and kato-2   | sato suzuki kato-2
            sato、suzuki                | sato suzuki
            sato,web                    | sato suzuki
            佐藤 太郎 (primary)         | sato
            佐藤 太郎（一次）           | sato
            sato (a), suzuki (b)        | sato suzuki
            kato-2                      | kato-2
            """)
    void titlesNameEngineers(String title, String who) throws IOException {
        events("SUMMARY:" + title + "|" + DAY);

        assertThat(onDuty("plain", NOON)).isEqualTo(who);
        assertThat(plan().warnings()).noneMatch(warning -> warning.contains("/schedules/plain/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Yamada           | event "Yamada" of 2026-11-23 names nobody                 | ''
            sato, Yamada     | event "sato, Yamada" of 2026-11-23 names nobody by "yamada" | sato
            Kato-san         | event "Kato-san" of 2026-11-23 names nobody               | ''
            satosuzuki       | event "satosuzuki" of 2026-11-23 names nobody             | ''
            <script>         | event "<script>" of 2026-11-23 names nobody               | ''
            """)
    void aTitleThatNamesNobodyIsToldAndNobodyIsOnDuty(String title, String warning, String who) throws IOException {
        events("SUMMARY:" + title + "|" + DAY);

        assertThat(onDuty("plain", NOON)).isEqualTo(who);
        assertThat(onDuty("above", NOON)).isEqualTo(who.isEmpty() ? "kato-2" : who);
        assertThat(plan().warnings()).contains(directory + "/oncall.yaml:13: /schedules/plain/layers/0: " + directory
                + "/duty.ics: " + warning);
    }

    @Test
    void aNameOfTwoEngineersNamesNone() throws IOException {
        events("SUMMARY:Kato|" + DAY);

        // An id is more than a name.
        assertThat(onDuty("plain", NOON)).isEqualTo("kato");

        Path ics = directory.resolve("duty.ics");
        Files.writeString(ics, Files.readString(ics).replace("Kato", "Sasaki"));
        String plan = PLAN.replace("name: Kato,", "name: Sasaki,").replace("name: KATO,", "name: sasaki,");
        OnCall same = OnCall.parse(directory.resolve("oncall.yaml").toString(), plan);
        assertThat(same.schedule("plain").orElseThrow().at(NOON)).isEmpty();
        assertThat(same.warnings()).anyMatch(warning -> warning.endsWith(
                "event \"Sasaki\" of 2026-11-23: several engineers have this name; say in names who is meant"));
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        // Weeks of Monday 9:00 to Monday 9:00 of the schedule's zone, sato and suzuki in turn.
        "plain, 2026-03-09T08:59+09:00, sato", "plain, 2026-03-09T09:00+09:00, suzuki",
        "new-york, 2026-03-09T12:59Z, sato", "new-york, 2026-03-09T13:00Z, suzuki",
        "new-york, 2026-11-02T13:59Z, sato", "new-york, 2026-11-02T14:00Z, suzuki",
        "london, 2026-03-30T07:59Z, suzuki", "london, 2026-03-30T08:00Z, sato",
        "london, 2026-10-26T08:59Z, suzuki", "london, 2026-10-26T09:00Z, sato",
        "utc, 2026-03-30T08:59Z, suzuki", "utc, 2026-03-30T09:00Z, sato",
        "utc, 2026-03-02T08:59Z, ''", "nights, 2026-03-03T17:59+09:00, ''", "nights, 2026-03-03T18:00+09:00, sato",
        "nights, 2026-03-04T08:59+09:00, sato", "nights, 2026-03-04T09:00+09:00, ''"})
    void keepsLocalTime(String schedule, OffsetDateTime at, String who) throws IOException {
        events("SUMMARY:sato|DTSTART:20260302T090000|DTEND:20260309T090000|RRULE:FREQ=WEEKLY;INTERVAL=2",
                "SUMMARY:suzuki|DTSTART:20260309T090000|DTEND:20260316T090000|RRULE:FREQ=WEEKLY;INTERVAL=2");

        assertThat(onDuty(schedule, at.toInstant())).isEqualTo(who);
    }

    @Test
    void thoseOfEventsThatOverlapAreAllOnDutyByTheirBeginning() throws IOException {
        events("SUMMARY:suzuki|DTSTART:20261123T010000Z|DTEND:20261123T050000Z",
                "SUMMARY:sato|DTSTART:20261123T000000Z|DTEND:20261123T040000Z",
                "SUMMARY:web|DTSTART:20261123T020000Z|DTEND:20261123T060000Z");

        Schedule schedule = plan().schedule("utc").orElseThrow();
        assertThat(schedule.shifts(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")))
                .extracting(shift -> shift.engineer().id() + " " + shift.from() + " " + shift.to() + " " + shift.layer())
                .containsExactly("sato 2026-11-23T00:00:00Z 2026-11-23T06:00:00Z imported",
                        "suzuki 2026-11-23T01:00:00Z 2026-11-23T06:00:00Z imported");
        assertThat(onDuty("plain", NOON)).isEqualTo("sato suzuki");
        assertThat(onDuty("plain", NOON.plusSeconds(7200))).isEqualTo("suzuki sato");
        assertThat(schedule.until(NOON)).contains(Instant.parse("2026-11-23T04:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "below, 2026-11-23T11:59+09:00, kato-2", "below, 2026-11-23T12:00+09:00, sato", "below, 2026-11-24T09:00+09:00, ''",
        "above, 2026-11-23T11:59+09:00, sato", "above, 2026-11-24T09:00+09:00, kato-2",
        "overridden, 2026-11-23T09:59+09:00, sato", "overridden, 2026-11-23T10:30+09:00, kato-2",
        "overridden, 2026-11-23T14:30+09:00, kato-2", "overridden, 2026-11-23T15:00+09:00, sato"})
    void isALayerLikeOthers(String schedule, OffsetDateTime at, String who) throws IOException {
        events("SUMMARY:佐藤 太郎|TRANSP:TRANSPARENT|" + DAY, "SUMMARY:suzuki|STATUS:CANCELLED|" + DAY);

        assertThat(onDuty(schedule, at.toInstant())).isEqualTo(who);
    }

    @Test
    void whatIsOnTheWebAndWasNotReadHasNobodyOnDuty() {
        String plan = PLAN.replaceAll("duty\\.ics", "\"https://user:secret@calendar.example.com/private-abc/basic.ics?token=def\"")
                .replaceAll("names: \\{.*?}", "name: x");
        OnCall onCall = OnCall.parse("oncall.yaml", plan);

        assertThat(onCall.schedule("plain").orElseThrow().at(NOON)).isEmpty();
        assertThat(onCall.schedule("plain").orElseThrow().until(NOON)).isEmpty();
        assertThat(onCall.schedule("above").orElseThrow().at(NOON)).extracting(Engineer::id).containsExactly("kato-2");
        assertThat(onCall.warnings()).contains("oncall.yaml:13: /schedules/plain/layers/0: https://calendar.example.com/…: "
                + "could not be read yet, so that nobody is on duty by it");
    }

    private String onDuty(String schedule, Instant at) {
        return String.join(" ", plan().schedule(schedule).orElseThrow().at(at).stream().map(Engineer::id).toList());
    }

    private OnCall plan() {
        return OnCall.parse(directory.resolve("oncall.yaml").toString(), PLAN);
    }

    private void events(String... events) throws IOException {
        List<String> components = Arrays.stream(events)
                .map(event -> "BEGIN:VEVENT\n" + event.replace('|', '\n') + "\nEND:VEVENT\n").toList();
        Files.writeString(directory.resolve("duty.ics"), "BEGIN:VCALENDAR\nVERSION:2.0\n" + String.join("", components)
                + "END:VCALENDAR\n");
    }
}
