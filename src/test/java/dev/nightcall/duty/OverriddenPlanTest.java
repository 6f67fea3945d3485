package dev.nightcall.duty;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The file's overrides and those by the API together. */
class OverriddenPlanTest {

    private static final String PLAN = """
            timezone: UTC
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
              tanaka: {name: Tanaka, phones: [{number: "+819000000003"}]}
            policies:
              default: {steps: [{recipients: ["call:primary"]}]}
            schedules:
              primary:
                layers: [{participants: [sato], rotation: daily, start: 2026-01-01T00:00}]
                overrides:
                  - {from: 2026-01-02T10:00, to: 2026-01-02T12:00, engineer: tanaka, by: sato, reason: r}
            """;
    private static final OnCall FILE = OnCall.parse("oncall.yaml", PLAN);

    /** On 1 January suzuki replaces everybody and then tanaka sato, on the 3rd first somebody is replaced and then everybody. */
    @ParameterizedTest
    @CsvSource({"2026-01-01T09:59:59Z, sato", "2026-01-01T10:00:00Z, suzuki", "2026-01-01T11:30:00Z, suzuki",
            "2026-01-01T12:00:00Z, tanaka", "2026-01-01T13:59:59Z, tanaka", "2026-01-01T14:00:00Z, sato",
            "2026-01-02T09:00:00Z, suzuki", "2026-01-02T10:00:00Z, tanaka", "2026-01-02T12:00:00Z, suzuki",
            "2026-01-03T10:30:00Z, suzuki", "2026-01-03T11:30:00Z, suzuki", "2026-01-03T12:00:00Z, tanaka"})
    void theFilesComesFirstAndThenTheEarlierOne(String at, String who) {
        OverriddenPlan plan = OverriddenPlan.of(FILE, List.of(
                override("a", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z", "suzuki", null),
                override("b", "2026-01-01T11:00:00Z", "2026-01-01T14:00:00Z", "tanaka", "sato"),
                override("c", "2026-01-02T09:00:00Z", "2026-01-02T13:00:00Z", "suzuki", null),
                override("d", "2026-01-03T10:00:00Z", "2026-01-03T12:00:00Z", "suzuki", "sato"),
                override("e", "2026-01-03T11:00:00Z", "2026-01-03T13:00:00Z", "tanaka", null)));

        assertThat(plan.plan().reach("primary", Instant.parse(at)).stream().map(Engineer::id).collect(Collectors.joining(" ")))
                .isEqualTo(who);
        assertThat(plan.problems()).containsOnlyKeys("b", "c", "e")
                .hasEntrySatisfying("b", problem -> assertThat(problem).startsWith("overlaps the override a of suzuki"))
                .hasEntrySatisfying("c", problem -> assertThat(problem)
                        .startsWith("overlaps the override in oncall.yaml of tanaka"));
    }

    @Test
    void whatTheFileNoLongerHasIsPassedOver() {
        OverriddenPlan plan = OverriddenPlan.of(FILE, List.of(
                new DutyOverride("secondary", "a", Instant.EPOCH, Instant.MAX, "sato", null, "by", "reason", Instant.EPOCH),
                override("b", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z", "gone", null),
                override("c", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z", "suzuki", "gone"),
                override("d", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z", "suzuki", null)));

        assertThat(plan.problems()).containsOnlyKeys("a", "b", "c")
                .containsEntry("a", "there is no schedule secondary").containsEntry("c", "there is no engineer gone");
        assertThat(plan.plan().reach("primary", Instant.parse("2026-01-01T11:00:00Z"))).extracting(Engineer::id)
                .containsExactly("suzuki");
    }

    @Test
    void withoutAnyItIsThePlanOfTheFile() {
        assertThat(OverriddenPlan.of(FILE, List.of()).plan()).isSameAs(FILE);
    }

    private static DutyOverride override(String id, String from, String to, String engineer, String insteadOf) {
        return new DutyOverride("primary", id, Instant.parse(from), Instant.parse(to), engineer, insteadOf, "by", "reason",
                Instant.EPOCH);
    }
}
