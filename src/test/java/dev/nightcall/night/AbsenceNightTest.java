package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is on leave is not called, nobody waits for them, and a phone rings only at its time. */
@ExtendWith(Cloud.Extension.class)
class AbsenceNightTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            country: JP
            calendars:
              always: {days: all}
              never: {union: [always], except: [always]}
            engineers:
              sato:
                name: 佐藤
                phones: [{number: "090-0000-0001"}]
                unavailable: [{from: 2020-01-01, to: 2099-12-31, reason: on leave}]
              tanaka: {name: 田中, phones: [{number: "090-0000-0002", when: never}]}
              suzuki: {name: 鈴木, phones: [{number: "090-0000-0003", when: never}, {number: "090-0000-0004", when: always}]}
            teams:
              both: [sato, suzuki]
            policies:
              default:
                groupWait: 1s
                steps:
                  - {recipients: ["call:sato", "call:tanaka"], wait: 30m}
                  - {recipients: ["call:both"], wait: 30m}
            """;

    @Test
    void theStepOfThoseWhoAreAwayIsLeftAtOnce(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.phone("+819000000004").answers("1", "1");
            night.fires("system", "host", "service");

            night.phone("+819000000004").hangsUp();
            Incident incident = night.awaitIncident("system", found -> found.status() == Status.ACKNOWLEDGED);

            assertThat(incident.acknowledgedBy()).isEqualTo("suzuki");
            assertThat(night.events(incident.id())).contains(
                    "nobody-to-reach: no recipient can be phoned "
                            + "(sato: on leave until 2099-12-31; tanaka: no phone is called outside never)",
                    "not-called: on leave until 2099-12-31", "not-called: no phone is called outside never");
            assertThat(night.timeline(incident.id())).filteredOn(entry -> entry.event().equals("not-called"))
                    .extracting(entry -> entry.detail()).containsExactlyInAnyOrder("sato", "tanaka", "sato");
            for (int phone = 1; phone <= 3; phone++) {
                assertThat(night.phone("+81900000000" + phone).calls()).isEmpty();
            }
        }
    }
}
