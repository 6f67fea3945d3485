package dev.nightcall.oncall.check;

import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Gaps in what a plan covers. */
class CoverageTest {

    private static final Instant FROM = Instant.parse("2026-11-30T15:00:00Z");
    private static final Span DECEMBER = new Span(FROM, Instant.parse("2026-12-31T15:00:00Z"));

    private static final String PLAN = """
            timezone: Asia/Tokyo
            country: JP
            calendars:
              office: {days: business, hours: "09:00-18:00"}
              nights: {hours: "18:00-09:00"}
            engineers:
              sato:
                name: Sato
                phones: [{number: "+819000000001"}]
                unavailable: [{from: 2026-12-10, to: 2026-12-12, reason: on leave}]
              suzuki: {name: Suzuki, phones: [{number: "+819000000002", when: nights}]}
              tanaka: {name: Tanaka, when: office, phones: [{number: "+819000000003"}]}
              mori:
                name: Mori
                phones: [{number: "+819000000004"}]
                unavailable: [{from: 2026-12-24T12:00, reason: away}]
            teams:
              web: [suzuki, tanaka]
            schedules:
              primary:
                layers:
                  - {participants: [sato, mori], rotation: weekly, start: 2026-12-02T09:00, end: 2026-12-28T09:00}
              nightly:
                timezone: Europe/London
                layers: [{participants: [suzuki], rotation: daily, start: 2026-11-01T00:00}]
            policies:
              default: {steps: [{recipients: ["call:primary"]}], fallback: ["direct:notify-log"]}
              web: {steps: [{recipients: ["call:web"]}]}
              chat: {steps: [{recipients: ["direct:notify-log"]}]}
              safe: {steps: [{recipients: ["direct:notify-log"]}], fallback: ["call:mori", "call:sato"]}
            """;

    private static final OnCall ON_CALL = OnCall.parse("oncall.yaml", PLAN);

    private static final List<Coverage.OfPolicy> OF_POLICIES = new Coverage(ON_CALL, DECEMBER).policies();

    private final Coverage coverage = new Coverage(ON_CALL, DECEMBER);

    @Test
    void aScheduleHasGapsBeforeItsFirstAndAfterItsLastTurn() {
        assertThat(coverage.schedules().get(0).nobody()).containsExactly(
                span("2026-11-30T15:00:00Z", "2026-12-02T00:00:00Z"), span("2026-12-28T00:00:00Z", "2026-12-31T15:00:00Z"));
        assertThat(coverage.schedules().get(0).total()).isEqualTo(Duration.ofHours(33 + 87));
        assertThat(coverage.schedules().get(1).nobody()).isEmpty();
    }

    @Test
    void tellsWhoIsOnDutyAndCannotBeCalledUntilWhenAndWhy() {
        // Mori's turn begins on the 9th and on the 23rd, Sato's on the 2nd and the 16th.
        assertThat(coverage.schedules().get(0).notCalled()).containsExactly(new Coverage.NotCalled("mori",
                span("2026-12-24T03:00:00Z", "2026-12-28T00:00:00Z"), "away, until further notice"));
        assertThat(coverage.schedules().get(1).notCalled()).hasSize(31).first().isEqualTo(new Coverage.NotCalled("suzuki",
                span("2026-12-01T00:00:00Z", "2026-12-01T09:00:00Z"), "no phone is called outside nights"));
    }

    @Test
    void aPolicyHasAGapWhereNobodyOfItCanBePhoned() {
        assertThat(coverage.policies()).extracting(Coverage.OfPolicy::policy, Coverage.OfPolicy::phones)
                .containsExactly(tuple("default", true), tuple("web", true), tuple("chat", false), tuple("safe", true));
        assertThat(coverage.policies().get(0).nobody()).containsExactly(
                span("2026-11-30T15:00:00Z", "2026-12-02T00:00:00Z"), span("2026-12-24T03:00:00Z", "2026-12-31T15:00:00Z"));
        // Weekends by day: the office is closed, and the other one is called by night only.
        assertThat(coverage.policies().get(1).nobody()).hasSize(8).first()
                .isEqualTo(span("2026-12-05T00:00:00Z", "2026-12-05T09:00:00Z"));
        assertThat(coverage.policies().get(2).nobody()).isEmpty();
        assertThat(coverage.policies().get(3).nobody()).isEmpty();
    }

    @Property(tries = 2000)
    void aMomentIsInAGapExactlyWhenNobodyWouldBePhonedThen(@ForAll @IntRange(max = 31 * 24 * 3600 - 1) int second) {
        Instant at = FROM.plusSeconds(second);

        ON_CALL.policies().forEach(policy -> {
            List<String> names = Stream.concat(policy.steps().stream().flatMap(step -> step.recipients().stream()),
                    policy.fallback().stream()).filter(Recipients::isCall).map(Recipients::named).toList();
            boolean nobody = !names.isEmpty() && names.stream().allMatch(name -> ON_CALL.reach(name, at).isEmpty());
            Coverage.OfPolicy covered = OF_POLICIES.stream()
                    .filter(found -> found.policy().equals(policy.name())).findFirst().orElseThrow();
            assertThat(covered.nobody().stream().anyMatch(gap -> contains(gap, at))).as(policy.name()).isEqualTo(nobody);
        });
    }

    private static boolean contains(Span span, Instant at) {
        return !at.isBefore(span.from()) && at.isBefore(span.to());
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
