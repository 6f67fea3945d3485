package dev.nightcall.rehearsal;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What would happen when, by a plan in which a telephone rings for 25 seconds. */
class StageTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant AT = Instant.parse("2026-12-30T18:10:00Z");

    private static final String PEOPLE = """
            timezone: Asia/Tokyo
            calendars:
              nights: {hours: "20:00-03:11"}
              all: {days: all}
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}, {number: "+819000000009"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
              away: {name: Away, phones: [{number: "+819000000003"}], unavailable: [{from: 2026-12-29, to: 2027-01-03, reason: ill}]}
              night: {name: Night, phones: [{number: "+819000000004", when: nights}]}
            teams:
              all: [sato, away]
            """;

    @Test
    void roundsAttemptsTeamsAndTheFallback() {
        assertThat(play("""
                policies:
                  default:
                    groupWait: 10s
                    rounds: 2
                    pause: 15m
                    steps:
                      - {recipients: ["call:all", "direct:chat"], attempts: 2, wait: 3m}
                    fallback: ["direct:boss"]
                    channels: [{recipient: "direct:board", on: [opened, exhausted]}]
                """, "critical")).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:00 +09:00  at once: tell direct:board",
                "2026-12-31 03:10:10 +09:00  round 1 step 1: away is not called: ill until 2027-01-03",
                "2026-12-31 03:10:10 +09:00  round 1 step 1: call sato +819000000001",
                "2026-12-31 03:10:10 +09:00  round 1 step 1: tell direct:chat",
                "2026-12-31 03:10:35 +09:00  round 1 step 1 attempt 2: away is not called: ill until 2027-01-03",
                "2026-12-31 03:10:35 +09:00  round 1 step 1 attempt 2: call sato +819000000001",
                "2026-12-31 03:11:00 +09:00  round 2 step 1: away is not called: ill until 2027-01-03",
                "2026-12-31 03:11:00 +09:00  round 2 step 1: call sato +819000000009",
                "2026-12-31 03:11:00 +09:00  round 2 step 1: tell direct:chat",
                "2026-12-31 03:11:25 +09:00  round 2 step 1 attempt 2: away is not called: ill until 2027-01-03",
                "2026-12-31 03:11:25 +09:00  round 2 step 1 attempt 2: call sato +819000000009",
                "2026-12-31 03:11:50 +09:00  last round ended",
                "2026-12-31 03:11:50 +09:00  fallback: tell direct:boss",
                "2026-12-31 03:11:50 +09:00  fallback: tell direct:board",
                "2026-12-31 03:26:50 +09:00  rounds start over");
    }

    @Test
    void aStepThatIsToPhoneAndReachesNobodyIsLeftAtOnceAndOneThatOnlyTellsIsWaitedFor() {
        assertThat(play("""
                policies:
                  default:
                    rounds: 1
                    steps:
                      - {recipients: ["call:away"]}
                      - {recipients: ["call:away", "direct:chat"], wait: 1m}
                      - {recipients: ["direct:chat"], wait: 2m}
                """, "critical")).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: away is not called: ill until 2027-01-03",
                "2026-12-31 03:10:05 +09:00  round 1 step 1 is left at once: no recipient can be phoned (away: ill until 2027-01-03)",
                "2026-12-31 03:10:05 +09:00  round 1 step 2: away is not called: ill until 2027-01-03",
                "2026-12-31 03:10:05 +09:00  round 1 step 2: tell direct:chat",
                "2026-12-31 03:10:05 +09:00  round 1 step 2 is left at once: no recipient can be phoned (away: ill until 2027-01-03)",
                "2026-12-31 03:10:05 +09:00  round 1 step 3: tell direct:chat",
                "2026-12-31 03:12:05 +09:00  last round ended",
                "2026-12-31 03:22:05 +09:00  rounds start over");
    }

    @Test
    void aLineThatIsBusyRingsAfterwardsAndForTheLatestPositionOnly() {
        assertThat(play("""
                policies:
                  default:
                    ringLimit: 30s
                    rounds: 1
                    steps:
                      - {recipients: ["call:sato"], wait: 10s}
                      - {recipients: ["call:sato"], wait: 10s}
                      - {recipients: ["call:sato", "call:suzuki"], wait: 5m}
                """, "critical")).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: call sato +819000000001",
                "2026-12-31 03:10:25 +09:00  round 1 step 3: call suzuki +819000000002",
                "2026-12-31 03:10:35 +09:00  round 1 step 3: call sato +819000000001",
                "2026-12-31 03:11:05 +09:00  last round ended",
                "2026-12-31 03:21:05 +09:00  rounds start over");
    }

    @Test
    void whoCanNoLongerBePhonedWhenTheLineIsFreeIsNotCalled() {
        assertThat(play("""
                policies:
                  default:
                    ringLimit: 60s
                    rounds: 1
                    steps:
                      - {recipients: ["call:night"], wait: 10s}
                      - {recipients: ["call:night"], wait: 10m}
                """, "critical")).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: call night +819000000004",
                "2026-12-31 03:11:05 +09:00  round 1 step 2: night is not called: no phone is called outside nights",
                "2026-12-31 03:11:05 +09:00  last round ended",
                "2026-12-31 03:21:05 +09:00  rounds start over");
    }

    @Test
    void nobodyIsPhonedAboutLittle() {
        List<String> lines = play("""
                policies:
                  default: {callFrom: error, steps: [{recipients: ["call:sato", "direct:chat"]}]}
                """, "warning");

        assertThat(lines).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:05 +09:00  nobody is phoned about less than error",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: tell direct:chat",
                "2026-12-31 03:10:05 +09:00  nothing else happens until a worse alert comes");
    }

    @Test
    void theCatchAllIsCalledWhenThePolicyCanPhoneNobody() {
        assertThat(play("""
                catchAll: ["call:suzuki"]
                policies:
                  default: {rounds: 1, steps: [{recipients: ["call:away"]}]}
                """, "critical")).containsExactly(
                "2026-12-31 03:10:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 03:10:05 +09:00  round 1 step 1, no step can phone anybody: catch-all",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: away is not called: ill until 2027-01-03",
                "2026-12-31 03:10:05 +09:00  round 1 step 1: call suzuki +819000000002",
                "2026-12-31 03:10:30 +09:00  last round ended",
                "2026-12-31 03:20:30 +09:00  rounds start over");
    }

    @Test
    void aConsequenceSaysSo() {
        assertThat(play("""
                policies:
                  default: {rounds: 1, steps: [{recipients: ["call:sato"]}]}
                dependencies:
                  - {match: {system: XYZ}, dependsOn: network}
                """, "critical")).contains("2026-12-31 03:10:00 +09:00  nobody is called if what it is the consequence of has an "
                + "open incident; if not:");
    }

    @Test
    void aMaintenanceWindowHoldsTheAlertUntilItsEnd() {
        String window = """
                policies:
                  default: {rounds: 1, steps: [{recipients: ["call:suzuki"]}]}
                maintenance:
                  - {system: XYZ, from: 2026-12-31T01:00, to: 2026-12-31T04:00, reason: patching, severity: error}
                """;

        assertThat(play(window, "error")).containsExactly(
                "2026-12-31 03:10:00 +09:00  held: maintenance: patching",
                "2026-12-31 04:00:00 +09:00  an incident of XYZ opens with the policy default",
                "2026-12-31 04:00:05 +09:00  round 1 step 1: call suzuki +819000000002",
                "2026-12-31 04:00:30 +09:00  last round ended",
                "2026-12-31 04:10:30 +09:00  rounds start over");
        assertThat(play(window, "critical")).first().asString().contains("03:10:00 +09:00  an incident of XYZ opens");
        assertThat(play(window.replace("from: 2026-12-31T01:00, to: 2026-12-31T04:00", "when: all"), "error")).hasSize(2).first().asString().contains("held: maintenance");
    }

    /** Only one of them can be in force, as at night. */
    @Test
    void ofTwoWindowsWithTheSameKeyTheOneThatHoldsMostComesFirst() {
        String windows = """
                policies:
                  default: {rounds: 1, steps: [{recipients: ["call:suzuki"]}]}
                maintenance:
                  - {system: XYZ, from: 2026-12-31T01:00, to: 2026-12-31T06:00, reason: moving, severity: warning}
                  - {system: XYZ, from: 2026-12-31T01:00, to: 2026-12-31T04:00, reason: patching, severity: error}
                """;

        assertThat(play(windows, "warning")).startsWith("2026-12-31 03:10:00 +09:00  held: maintenance: patching",
                "2026-12-31 04:00:00 +09:00  held: maintenance: moving",
                "2026-12-31 06:00:00 +09:00  an incident of XYZ opens with the policy default");
    }

    @Test
    void aPlanWithoutEndIsCut() {
        StringBuilder steps = new StringBuilder();
        for (int step = 0; step < 100; step++) {
            steps.append("      - {recipients: [\"call:sato\"], attempts: 5}\n");
        }
        OnCall plan = OnCall.parse("oncall.yaml", PEOPLE + "policies:\n  default:\n    rounds: 100\n    steps:\n" + steps);

        Rehearsal rehearsal = Stage.play(plan, alert("critical", State.FIRING), AT, Duration.ofSeconds(25));

        assertThat(rehearsal.cut()).isTrue();
        assertThat(rehearsal.happenings()).hasSizeBetween(5_000, 5_010);
        assertThat(new RehearsalText(TOKYO, UnaryOperator.identity()).lines(rehearsal)).last().isEqualTo("and so on");
    }

    @Test
    void onlyOneAlertThatFiresIsPlayed() {
        Alert firing = alert("critical", State.FIRING);
        assertThat(Stage.oneFiring(List.of(firing))).isSameAs(firing);
        assertThatThrownBy(() -> Stage.oneFiring(List.of(firing, firing))).hasMessage("must be one alert that is firing");
        assertThatThrownBy(() -> Stage.oneFiring(List.of(alert("critical", State.RESOLVED))))
                .hasMessage("must be one alert that is firing");
    }

    private static List<String> play(String policies, String severity) {
        OnCall plan = OnCall.parse("oncall.yaml", PEOPLE + policies);
        return new RehearsalText(TOKYO, UnaryOperator.identity()).lines(
                Stage.play(plan, alert(severity, State.FIRING), AT, Duration.ofSeconds(25)));
    }

    private static Alert alert(String severity, State state) {
        return new Alert("a1", "XYZ", "host", "service", "", Severity.of(severity), state, "", AT, AT, Map.of());
    }
}
