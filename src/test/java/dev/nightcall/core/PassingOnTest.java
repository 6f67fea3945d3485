package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the end of a call is noted when the wait of its step was over first. */
class PassingOnTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Shown SHOWN = Shown.allUntil(NOW);
    /** Positions 1 and 2 are sato's, 3 and 4 suzuki's; of the second round 5 to 8; the fallback is 9. */
    private static final Policy POLICY = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default: {rounds: 2, steps: [{recipients: ["call:sato"], attempts: 2}, {recipients: ["call:suzuki"], attempts: 2}]}
            """).policies().iterator().next();

    @ParameterizedTest(name = "asked at {0}, ended at {1}: {2} {3}")
    @CsvSource({
        "1, 1, true,  true",
        "2, 2, true,  true",
        "1, 2, false, true",
        "3, 4, false, true",
        "5, 6, false, true",
        "1, 3, false, false",
        "2, 3, false, false",
        "4, 5, false, false",
        "1, 5, false, false",
        "8, 9, false, false",
        "2, 1, false, false",
    })
    void whoPassesItOnHasSaidSoForTheWholeStep(long asked, long stands, boolean otherwise, boolean passedOn) {
        Incident incident = opened(stands);

        assertThat(Course.isNoted(incident, asked, false)).isEqualTo(otherwise);
        assertThat(Course.isNoted(incident, asked, true)).isEqualTo(passedOn);
        assertThat(Course.isNoted(incident.taken("suzuki", NOW.plusSeconds(60), SHOWN), asked, true)).as("taken").isFalse();
    }

    /** What waits for their line is left out, also when it stands elsewhere by then. */
    @ParameterizedTest(name = "passed on in a call asked for at {0}: asked at {1}, stands at {2}: {3}")
    @CsvSource({"1, 1, 1, true", "1, 2, 2, true", "1, 2, 3, true", "1, 5, 5, false", "2, 2, 5, true", "3, 2, 3, false"})
    void whatWaitsForTheirLineOfThatStepNeedsNoCall(long said, long asked, long stands, boolean isLeftOut) {
        Incident incident = opened(stands).callEnded("sato", said, true);
        Waiting waiting = Waiting.of(incident, new Request("i", asked), NOW);

        assertThat(Agenda.of("sato", List.of(waiting), List.of(incident), Set.of()).isEmpty()).isEqualTo(isLeftOut);
        assertThat(Agenda.of("suzuki", List.of(waiting), List.of(incident), Set.of()).isEmpty()).isFalse();
    }

    /** That was taken back when the incident moved on, and is not now: read as said here, it would be true for ever. */
    @Test
    void whatAnOlderVersionHasWrittenKeepsNobodyFromBeingCalled() {
        PassedOn said = new PassedOn("sato", 3);

        assertThat(PassedOn.read(Set.of(said.written(), "suzuki"))).containsExactly(said);
    }

    /** It was over, and has come back: that is something else than what they have passed on. */
    @ParameterizedTest(name = "asked at {0}, reopened at {1}")
    @CsvSource({"1, 1", "1, 2", "3, 4"})
    void whatCameBackMeanwhileIsNotPassedOn(long asked, long stood) {
        Incident back = opened(stood).resolved(Incident.MONITOR, NOW).reopenedFor(alert(), POLICY, NOW);

        assertThat(Course.isNoted(back, asked, true)).isFalse();
        assertThat(Course.isNoted(back.moved(back.at(back.position() + 1), NOW), asked, true)).isFalse();
        assertThat(Course.isNoted(back.moved(back.at(back.position() + 1), NOW), back.position(), true)).isTrue();
    }

    private static Incident opened(long stands) {
        Incident incident = Incident.opened("i", "sys", POLICY, Severity.ERROR, "alert", NOW);
        while (incident.position() < stands) {
            incident = incident.moved(incident.at(incident.position() + 1), NOW);
        }
        return incident;
    }

    private static Alert alert() {
        return new Alert("again", "sys", "host", "", "", Severity.ERROR, State.FIRING, "", NOW, NOW, Map.of());
    }
}
