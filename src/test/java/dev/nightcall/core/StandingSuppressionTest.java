package dev.nightcall.core;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of two suppressions with the same key is in force. */
class StandingSuppressionTest {

    private static final AlertKey KEY = AlertKey.of("sys", "a", "");
    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    @ParameterizedTest(name = "{0} {1} {2} s, wanted {3} {4} {5} s: stands {6}")
    @CsvSource({
        "sato, error, 60, boss, error, 60, true",
        "sato, error, 60, boss, error, 59, true",
        "sato, error, 60, boss, error, 61, false",
        "sato, error, 60, boss, warning, 30, true",
        "sato, warning, 600, boss, critical, 60, false",
        "sato, critical, 60, boss, warning, 600, false",
        "sato, warning, 600, boss, critical, -1, true",
        "sato, critical, -5, boss, info, 60, false",
        "sato, critical, -5, boss, critical, -9, true",
        "sato, error, 60, maintenance, error, 600, false",
        "sato, warning, 600, maintenance, critical, 60, true",
        "sato, critical, 60, maintenance, warning, 600, true",
        "sato, warning, 60, maintenance, critical, 600, false",
        "maintenance, warning, 600, maintenance, critical, 60, false",
        "maintenance, critical, 60, maintenance, warning, 600, false",
        "maintenance, critical, 600, sato, error, 60, true",
        "maintenance, warning, 600, sato, critical, 60, false",
    })
    void stands(String by, String severity, int seconds, String other, String otherSeverity, int otherSeconds, boolean stands) {
        assertThat(suppression(by, severity, seconds, false).standsAgainst(suppression(other, otherSeverity, otherSeconds, false), NOW))
                .isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource({"60, false", "30, true"})
    void whatIsBeingEndedStandsOnlyAgainstWhatIsNoLonger(int wanted, boolean stands) {
        assertThat(suppression("sato", "critical", 30, true).standsAgainst(suppression("boss", "info", wanted, false), NOW))
                .isEqualTo(stands);
    }

    /** As if it had been told in time. */
    @ParameterizedTest(name = "{0} {1} {2} s, a 9 before {3} {4} s: stands {5}")
    @CsvSource({
        "boss, warning, 600, critical, 60, true",
        "boss, critical, 60, warning, 600, true",
        "boss, error, 60, error, 600, false",
        "boss, error, 60, error, 60, false",
        "boss, error, 600, error, 60, true",
    })
    void anOlderWordThatIsToldLateChangesWhatItWouldHaveChangedInItsTime(String by, String severity, int seconds,
                                                                         String older, int olderSeconds, boolean stands) {
        Suppression there = new Suppression(KEY, NOW.plusSeconds(seconds), Severity.of(severity), by, "", "", false,
                NOW.minusSeconds(30));

        assertThat(there.standsAgainst(nine(older, olderSeconds, NOW.minusSeconds(60)), NOW)).isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource({"-60, true", "-30, false", "0, false"})
    void onlyWhatIsOlderIsToldLate(int asked, boolean stands) {
        Suppression there = new Suppression(KEY, NOW.plusSeconds(600), Severity.WARNING, "boss", "", "", false,
                NOW.minusSeconds(30));

        assertThat(there.standsAgainst(nine("critical", 60, NOW.plusSeconds(asked)), NOW)).isEqualTo(stands);
    }

    private static Suppression nine(String severity, int seconds, Instant pressed) {
        return Suppression.byTelephone(KEY, Severity.of(severity),
                new Meaning.Watches("sato", pressed, NOW.plusSeconds(seconds)));
    }

    private static Suppression suppression(String by, String severity, int seconds, boolean ended) {
        return new Suppression(KEY, NOW.plusSeconds(seconds), Severity.of(severity), by, "", ended);
    }
}
