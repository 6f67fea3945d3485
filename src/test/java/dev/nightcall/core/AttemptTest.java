package dev.nightcall.core;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is reached at a moment, on which phone, and if not, why. */
class AttemptTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            country: JP
            calendars:
              office: {days: business, hours: "09:00-18:00"}
              night: {hours: "22:00-06:00"}
              new-york: {days: mon-fri, hours: "09:00-17:00", timezone: America/New_York}
            engineers:
              sato:
                name: 佐藤
                phones:
                  - {number: "03-1234-0001", when: office}
                  - {number: "090-1234-0001"}
                  - {number: "090-1234-0002"}
                unavailable:
                  - {from: 2026-12-01, to: 2026-12-05, reason: on leave}
                  - {from: 2026-12-07T13:00, to: 2026-12-07 15:30, reason: dentist}
                  - {from: 2027-04-01}
              suzuki: {name: 鈴木, when: night, phones: [{number: "090-1234-0003"}]}
              tanaka: {name: 田中, businessDaysOnly: true, phones: [{number: "090-1234-0004"}]}
              kim: {name: Kim, phones: [{number: "+12025550100", when: new-york}, {number: "090-1234-0005", when: office}]}
            teams:
              all: [sato, suzuki, tanaka, kim]
            policies: {default: {steps: [{recipients: ["call:all"]}]}}
            """);

    @ParameterizedTest(name = "{0} in round {1} at {2}: {3} {4}")
    @CsvSource(nullValues = "-", value = {
        // 2026-11-20 is a Friday, 23 November a holiday on a Monday.
        "sato, 1, 2026-11-20T10:00+09:00, +81312340001, -",
        "sato, 2, 2026-11-20T10:00+09:00, +819012340001, -",
        "sato, 3, 2026-11-20T10:00+09:00, +819012340002, -",
        "sato, 4, 2026-11-20T10:00+09:00, +81312340001, -",
        "sato, 1, 2026-11-20T18:00+09:00, +819012340001, -",
        "sato, 2, 2026-11-20T18:00+09:00, +819012340002, -",
        "sato, 3, 2026-11-20T18:00+09:00, +819012340001, -",
        "sato, 1, 2026-11-23T10:00+09:00, +819012340001, -",
        "sato, 1, 2026-11-30T23:59:59+09:00, +819012340001, -",
        "sato, 1, 2026-12-01T00:00+09:00, -, on leave until 2026-12-05",
        "sato, 1, 2026-12-05T23:59:59+09:00, -, on leave until 2026-12-05",
        "sato, 1, 2026-12-06T00:00+09:00, +819012340001, -",
        "sato, 1, 2026-12-07T12:59+09:00, +81312340001, -",
        "sato, 1, 2026-12-07T13:00+09:00, -, dentist until 2026-12-07 15:30",
        "sato, 1, 2026-12-07T15:30+09:00, +81312340001, -",
        "sato, 1, 2030-01-01T00:00+09:00, -, 'unavailable, until further notice'",
        "suzuki, 1, 2026-11-20T10:00+09:00, -, not called outside night",
        "suzuki, 1, 2026-11-20T23:00+09:00, +819012340003, -",
        "tanaka, 1, 2026-11-20T03:00+09:00, +819012340004, -",
        "tanaka, 1, 2026-11-21T03:00+09:00, -, not called outside business days",
        "tanaka, 1, 2026-11-23T03:00+09:00, -, not called outside business days",
        "kim, 1, 2026-11-20T10:00+09:00, +819012340005, -",
        "kim, 1, 2026-11-20T10:00-05:00, +12025550100, -",
        "kim, 1, 2026-11-20T20:00+09:00, -, 'no phone is called outside new-york, office'",
        "gone, 1, 2026-11-20T20:00+09:00, -, no telephone number in oncall.yaml",
    })
    void choosesThePhoneOfTheMoment(String engineer, int round, OffsetDateTime at, String number, String reason) {
        assertThat(Attempt.on(PLAN, engineer, round, at.toInstant(), null))
                .isEqualTo(number == null ? new Attempt.NobodyThere(reason) : new Attempt.Dials(number, null));
        if (PLAN.engineer(engineer).isPresent()) {
            assertThat(PLAN.reach(engineer, at.toInstant())).hasSize(number == null ? 0 : 1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}, not {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "2026-11-20T10:00+09:00 | sato tanaka kim | suzuki: not called outside night",
        "2026-12-05T23:00+09:00 | suzuki | sato: on leave until 2026-12-05; tanaka: not called outside business days; "
            + "kim: no phone is called outside new-york, office",
    })
    void reachesThoseOfATeamWhoAreThere(OffsetDateTime at, String reached, String missing) {
        Instant now = at.toInstant();

        assertThat(PLAN.reach("all", now)).extracting(Engineer::id).containsExactly(reached.split(" "));
        assertThat(PLAN.missing("all", now).entrySet().stream().map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("; "))).isEqualTo(missing);
    }
}
