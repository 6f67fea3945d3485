package dev.nightcall.night;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A step calls whoever is on duty. */
@ExtendWith(Cloud.Extension.class)
class ScheduleNightTest {

    /** The first schedule has ended long ago. */
    private static final String SCHEDULES = """
            schedules:
              former:
                layers: [{participants: [system-1], rotation: daily, start: 2020-01-01T09:00, end: 2020-02-01T09:00}]
              primary:
                layers:
                  - {participants: [system-1], rotation: daily, start: 2020-01-01T09:00}
                  - {participants: [system-2], rotation: daily, start: 2020-01-01T09:00}
            """;

    @Test
    void aStepWithNobodyOnDutyIsLeftAtOnceAndTheNextOneCallsWhoeverIs(Cloud cloud) throws Exception {
        Plan plan = new Plan().system("system", 2, "groupWait: 1s, rounds: 1, pause: 10m",
                "{recipients: [\"call:former\"], wait: 10m}, {recipients: [\"call:primary\"], wait: 10m}");
        try (Night night = Night.begins(cloud, plan.yaml() + SCHEDULES, Map.of())) {
            night.phone(plan.phone("system", 2)).answers("1", "1");
            night.fires("system", "host", "service");

            night.phone(plan.phone("system", 2)).hangsUp();
            assertThat(night.phone(plan.phone("system", 1)).calls()).isEmpty();
            assertThat(night.events(night.incident("system").orElseThrow().id()))
                    .contains("nobody-to-reach: no recipient can be phoned (former: nobody is on duty)");
        }
    }
}
