package dev.nightcall.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The simulator sees: each rule that once broke a promise is found again when it is put back. */
class OldRulesTest {

    private static final int ENOUGH = 20_000;
    /** Alone on the machine each takes seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    /** ADR 1 as it was until November 2026. */
    @Test
    void aFailureOfConnectIsTakenForNothingDialled() throws Exception {
        assertThat(found(NightKind.TELEPHONES, Map.of("telephone/connect/ConnectError.java", List.of(
                "if (status < 400 || status >= 500 || status == 408) {",
                "if (status >= 500) { return Meaning.BUSY; }\n        if (status < 400 || status == 408) {"))))
                .contains("phoned twice");
    }

    /** Before ADR 25: who slept dialled what others had given up meanwhile. */
    @Test
    void theClockIsNotReadAgainBeforeTheDial() throws Exception {
        assertThat(found(NightKind.TELEPHONES, Map.of("telephone/Transmission.java", List.of(
                "if (now.isAfter(latest) || now.isBefore(from)) {", "if (latest == null) {")))).contains("rings though it was given up");
    }

    /** Before ADR 25: what Connect refuses everybody ended the call of each. */
    @Test
    void aRefusalForEverybodyEndsTheCallsOfAll() throws Exception {
        assertThat(found(NightKind.TELEPHONES, Map.of("telephone/connect/ConnectError.java", List.of(
                "return Meaning.EVERYBODY;", "return Meaning.CALL;"))))
                .contains("not phoned though nothing is wrong with the number");
    }

    /** ADR 5: who closes does not look at what joined meanwhile. */
    @Test
    void nobodyLooksAtWhatJoinedWhileTheLastOneLeft() throws Exception {
        assertThat(found(NightKind.MEETINGS, Map.of("incident/Closing.java", List.of(
                "incident.isResolved() ? raiseWhatStillFires(incident).stream()",
                "incident.isResolved() ? Stream.<Outgoing>empty()",
                // Neither does a step that was still due.
                "over.isOverByItself() ?", "over.isOpen() ?")))).contains("forgotten");
    }

    /** ADR 5: who joins does not look whether the incident was closed meanwhile. */
    @Test
    void nobodyLooksWhetherWhatWasJoinedIsClosed() throws Exception {
        assertThat(found(NightKind.MEETINGS, Map.of(
                "incident/Following.java", List.of(
                        "Optional<AlertRow> before) {\n            if (incident.isResolved()) {",
                        "Optional<AlertRow> before) {\n            if (incident == null) {"),
                "incident/Changing.java", List.of("return incident.isResolved() ?", "return incident == null ?"))))
                .contains("forgotten");
    }

    private String found(NightKind kind, Map<String, List<String>> changes) throws Exception {
        return new OldRule(directory, changes).found(kind, ENOUGH, LONGEST);
    }
}
