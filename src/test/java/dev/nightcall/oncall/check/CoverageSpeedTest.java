package dev.nightcall.oncall.check;

import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** A year is looked at before it comes. */
@Tag("quiet")
class CoverageSpeedTest {

    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void aYearOfFiftySchedulesOfTenLayersTakesSeconds() {
        Coverage coverage = new Coverage(OnCall.parse("oncall.yaml", plan()),
                new Span(FROM, FROM.plus(Duration.ofDays(365))));

        long begin = System.nanoTime();
        int found = coverage.schedules().stream().mapToInt(gaps -> gaps.nobody().size() + gaps.notCalled().size()).sum();
        int policies = coverage.policies().stream().mapToInt(gaps -> gaps.nobody().size()).sum();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        System.out.println(found + " gaps of schedules and " + policies + " of policies in " + taken);
        assertThat(found).isGreaterThan(50 * 365);
        assertThat(policies).isGreaterThan(5_000);
        // A guard against what grows with the square: with two cores it takes three, on a busy machine with a faked clock five.
        assertThat(taken).isLessThan(Duration.ofSeconds(20));
    }

    /** Layers have hours of their own, and leave four hours of each day; engineers have offices, nights and leave. */
    private static String plan() {
        StringBuilder yaml = new StringBuilder("timezone: Asia/Tokyo\ncountry: JP\ncalendars:\n  office: {days: business, "
                + "hours: \"09:00-18:00\"}\n  all: {days: all}\n  free: {union: [all], except: [office]}\n");
        for (int l = 0; l < 10; l++) {
            yaml.append("  hours-%d: {hours: \"%02d:00-%02d:00\"}%n".formatted(l, 2 * l, 2 * l + 2));
        }
        yaml.append("engineers:\n");
        for (int e = 0; e < 200; e++) {
            yaml.append(("  e%d: {name: E, %sphones: [{number: \"+8190%08d\", when: office}, {number: \"+8180%08d\", when: free}],"
                    + " unavailable: [{from: 2027-03-%02d, to: 2027-04-01, reason: leave}]}%n")
                    .formatted(e, e % 7 == 0 ? "when: free, " : "", e, e, 1 + e % 28));
        }
        yaml.append("schedules:\n");
        for (int s = 0; s < 50; s++) {
            yaml.append("  s").append(s).append(":\n    timezone: ").append(s % 2 == 0 ? "Europe/London" : "America/New_York")
                    .append("\n    layers:\n");
            for (int l = 0; l < 10; l++) {
                yaml.append(("      - {participants: [e%d, e%d, e%d], rotation: %s, start: 2020-01-01T09:00, when: hours-%d}%n")
                        .formatted((3 * s + l) % 200, (5 * s + 7 * l) % 200, (s + 1) % 200, l % 2 == 0 ? "12h" : "daily", l));
            }
        }
        yaml.append("policies:\n  default: {steps: [{recipients: [\"call:e1\"]}]}\n");
        for (int s = 0; s < 50; s++) {
            yaml.append("  p%d: {steps: [{recipients: [\"call:s%d\"]}, {recipients: [\"call:e%d\"]}]}%n".formatted(s, s, 7 * (s % 20)));
        }
        return yaml.toString();
    }
}
