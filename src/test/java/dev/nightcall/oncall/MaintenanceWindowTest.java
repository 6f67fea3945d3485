package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** When windows are in force, in four time zones and where clocks are changed. */
class MaintenanceWindowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            // Once, in the plan's zone and in another.
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00 | 2026-12-01T12:59:59Z | -",
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00 | 2026-12-01T13:00:00Z | 2026-12-01T19:00:00Z",
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00 | 2026-12-01T18:59:59Z | 2026-12-01T19:00:00Z",
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00 | 2026-12-01T19:00:00Z | -",
            "from: 2026-12-01 22:00:30, to: 2026-12-02T04:00, timezone: UTC | 2026-12-01T22:00:29Z | -",
            "from: 2026-12-01 22:00:30, to: 2026-12-02T04:00, timezone: UTC | 2026-12-01T22:00:30Z | 2026-12-02T04:00:00Z",
            // Every Saturday night, over both changes of London's clocks: 22:00 stays 22:00, and six hours are six hours.
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-03-07T21:59:59Z | -",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-03-07T22:00:00Z | 2026-03-08T04:00:00Z",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-03-08T04:00:00Z | -",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-03-28T23:00:00Z | 2026-03-29T04:00:00Z",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-04-04T20:59:59Z | -",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-04-04T21:00:00Z | 2026-04-05T03:00:00Z",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-10-24T21:00:00Z | 2026-10-25T03:00:00Z",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-10-31T21:59:59Z | -",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-10-31T22:00:00Z | 2026-11-01T04:00:00Z",
            "start: 2026-03-07T22:00, duration: 6h, rrule: 'FREQ=WEEKLY;BYDAY=SA', timezone: Europe/London | 2026-02-28T23:00:00Z | -",
            // New York skips 2:00 to 3:00 on 8 March: 2:30 is at the change.
            "start: 2026-03-07T02:30, duration: 30m, rrule: FREQ=DAILY, timezone: America/New_York | 2026-03-07T07:30:00Z | 2026-03-07T08:00:00Z",
            "start: 2026-03-07T02:30, duration: 30m, rrule: FREQ=DAILY, timezone: America/New_York | 2026-03-08T06:59:59Z | -",
            "start: 2026-03-07T02:30, duration: 30m, rrule: FREQ=DAILY, timezone: America/New_York | 2026-03-08T07:00:00Z | 2026-03-08T07:30:00Z",
            "start: 2026-03-07T02:30, duration: 30m, rrule: FREQ=DAILY, timezone: America/New_York | 2026-03-09T06:30:00Z | 2026-03-09T07:00:00Z",
            // 1:30 comes twice on 1 November: the first one, and an hour of it is over when it comes again.
            "start: 2026-03-07T01:30, duration: 1h, rrule: FREQ=DAILY, timezone: America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T06:30:00Z",
            "start: 2026-03-07T01:30, duration: 1h, rrule: FREQ=DAILY, timezone: America/New_York | 2026-11-01T06:30:00Z | -",
            "start: 2026-03-07T01:30, duration: 1h, rrule: FREQ=DAILY, timezone: America/New_York | 2026-11-02T06:30:00Z | 2026-11-02T07:30:00Z",
            // Longer than the time between two: the one that ends last counts, and it never ends.
            "start: 2026-03-01T00:00, duration: 36h, rrule: FREQ=DAILY, timezone: UTC | 2026-03-05T06:00:00Z | 2026-03-06T12:00:00Z",
            "start: 2026-03-01T00:00, duration: 24h, rrule: FREQ=DAILY, timezone: UTC | 2026-03-05T00:00:00Z | 2026-03-06T00:00:00Z",
            "start: 2026-01-31T00:00, duration: 744h, rrule: FREQ=MONTHLY, timezone: UTC | 2026-03-02T23:59:59Z | 2026-03-03T00:00:00Z",
            "start: 2026-01-31T00:00, duration: 1h, rrule: FREQ=MONTHLY, timezone: UTC | 2026-02-28T00:30:00Z | -",
            "start: 2026-01-31T00:00, duration: 1h, rrule: FREQ=MONTHLY, timezone: UTC | 2026-03-31T00:30:00Z | 2026-03-31T01:00:00Z",
            // The second Tuesday; every second week; the last working day.
            "start: 2026-01-13T03:00, duration: 2h, rrule: FREQ=MONTHLY;BYDAY=2TU, timezone: UTC | 2026-11-10T04:00:00Z | 2026-11-10T05:00:00Z",
            "start: 2026-01-13T03:00, duration: 2h, rrule: FREQ=MONTHLY;BYDAY=2TU, timezone: UTC | 2026-11-17T04:00:00Z | -",
            "start: 2016-11-05T22:00, duration: 2h, rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=SA, timezone: UTC | 2026-11-07T23:00:00Z | 2026-11-08T00:00:00Z",
            "start: 2016-11-05T22:00, duration: 2h, rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=SA, timezone: UTC | 2026-11-14T23:00:00Z | -",
            "start: 2026-01-30T22:00, duration: 1h, rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', timezone: UTC | 2026-05-29T22:30:00Z | 2026-05-29T23:00:00Z",
            "start: 2026-01-30T22:00, duration: 1h, rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', timezone: UTC | 2026-05-30T22:30:00Z | -",
            "start: 2024-02-29T00:00, duration: 1h, rrule: FREQ=YEARLY, timezone: UTC | 2027-02-28T00:30:00Z | -",
            "start: 2024-02-29T00:00, duration: 1h, rrule: FREQ=YEARLY, timezone: UTC | 2028-02-29T00:30:00Z | 2028-02-29T01:00:00Z",
            // Three times; until a day, a local time and one in UTC, all included; but not on one day, which is counted.
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, timezone: UTC | 2026-03-03T10:30:00Z | 2026-03-03T11:00:00Z",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, timezone: UTC | 2026-03-04T10:30:00Z | -",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, except: [2026-03-02], timezone: UTC | 2026-03-02T10:30:00Z | -",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, except: [2026-03-02], timezone: UTC | 2026-03-03T10:30:00Z | 2026-03-03T11:00:00Z",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, except: [2026-03-02], timezone: UTC | 2026-03-04T10:30:00Z | -",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303, timezone: UTC | 2026-03-03T10:30:00Z | 2026-03-03T11:00:00Z",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303, timezone: UTC | 2026-03-04T10:30:00Z | -",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303T100000 | 2026-03-03T01:30:00Z | 2026-03-03T02:00:00Z",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303T010000Z | 2026-03-03T01:30:00Z | 2026-03-03T02:00:00Z",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303T005959Z | 2026-03-03T01:30:00Z | -",
            // Of the plan's zone, and by a calendar of New York.
            "start: 2026-03-01T00:00, duration: 1h, rrule: FREQ=DAILY | 2026-03-04T15:00:00Z | 2026-03-04T16:00:00Z",
            "when: nights | 2026-11-22T13:00:00Z | 2026-11-22T21:00:00Z",
            "when: nights | 2026-11-22T21:00:00Z | -",
            "when: new-york | 2026-03-08T06:30:00Z | 2026-03-08T07:30:00Z"})
    void isInForce(String times, String at, String end) {
        MaintenanceWindow window = window(times);

        assertThat(window.end(Instant.parse(at))).isEqualTo(Optional.ofNullable(end).map(Instant::parse));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00, timezone: UTC | 2026-12-02T03:59:59Z | false",
            "from: 2026-12-01T22:00, to: 2026-12-02T04:00, timezone: UTC | 2026-12-02T04:00:00Z | true",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, timezone: UTC | 2026-03-03T10:59:59Z | false",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;COUNT=3, timezone: UTC | 2026-03-03T11:00:00Z | true",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303, timezone: UTC | 2026-03-02T23:00:00Z | false",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY;UNTIL=20260303, timezone: UTC | 2026-03-03T11:00:00Z | true",
            "start: 2026-03-01T10:00, duration: 1h, rrule: FREQ=DAILY, timezone: UTC | 2099-01-01T00:00:00Z | false",
            "when: nights | 2099-01-01T00:00:00Z | false"})
    void warnsWhenItIsOver(String times, String at, boolean over) {
        assertThat(window(times).warning(Instant.parse(at)).orElse(""))
                .isEqualTo(over ? "oncall.yaml:11: /maintenance/0: is over" : "");
    }

    @Test
    void isFastThoughItBeganLongAgo() {
        MaintenanceWindow daily = window("start: 1970-01-01T00:30, duration: 1h, rrule: FREQ=DAILY, timezone: UTC");
        Instant first = Instant.parse("2026-01-01T00:00:00Z");

        assertTimeout(Duration.ofSeconds(30), () -> {
            for (int alert = 0; alert < 100_000; alert++) {
                daily.end(first.plusSeconds(alert));
            }
        });
        assertThat(daily.end(first.plusSeconds(3600))).contains(Instant.parse("2026-01-01T01:30:00Z"));
    }

    @Test
    void saysWhatItIsAbout() {
        MaintenanceWindow all = window("from: 2026-12-01T22:00, to: 2026-12-02T04:00");
        assertThat(all.key()).hasToString("XYZ/*/*");
        assertThat(all.severity().word()).isEqualTo("critical");
        assertThat(all.reason()).isEqualTo("patching");
        MaintenanceWindow one = window("host: a/b, service: '*', severity: warning, by: sato, "
                + "from: 2026-12-01T22:00, to: 2026-12-02T04:00");
        assertThat(one.key()).hasToString("XYZ/a%2Fb/*");
        assertThat(one.severity().word()).isEqualTo("warning");
        assertThat(one.reason()).isEqualTo("patching (sato)");
    }

    @Test
    void theExampleOfTheManualIsRight() throws Exception {
        OnCall plan = Plans.plan("""
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: Sato, phones: [{number: "+819000000001"}]}
                policies:
                  default: {steps: [{recipients: ["call:sato"]}]}
                """ + Plans.manual("Maintenance windows"));

        assertThat(plan.maintenance()).extracting(window -> window.key().toString())
                .containsExactly("XYZ/db1/*", "backup/*/disk", "lab/*/*");
        assertThat(plan.maintenance().get(1).end(Instant.parse("2026-12-19T22:30:00Z")))
                .contains(Instant.parse("2026-12-20T04:00:00Z"));
        assertThat(plan.maintenance().get(1).end(Instant.parse("2026-12-26T22:30:00Z"))).isEmpty();
    }

    private static MaintenanceWindow window(String times) {
        return Plans.plan("""
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: Sato, phones: [{number: "+819000000001"}]}
                policies:
                  default: {steps: [{recipients: ["call:sato"]}]}
                calendars:
                  nights: {hours: "22:00-06:00"}
                  new-york: {hours: "01:30-03:30", timezone: America/New_York}

                maintenance:
                  - {system: XYZ, reason: patching, %s}
                """.formatted(times)).maintenance().get(0);
    }
}
