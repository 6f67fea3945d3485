package dev.nightcall.alert;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What two statements of one alert are together. */
class AlertTest {

    private static final Instant NOW = Instant.parse("2026-11-29T03:10:00Z");

    @ParameterizedTest
    @CsvSource({
        // before, its summary, now, its summary, what is known
        "FIRING, disk 97 %, FIRING, '', disk 97 %",
        "FIRING, disk 97 %, FIRING, disk 99 %, disk 99 %",
        "FIRING, disk 97 %, ACKNOWLEDGED, '', disk 97 %",
        "FIRING, disk 97 %, RESOLVED, '', disk 97 %",
        "RESOLVED, back to normal, RESOLVED, '', back to normal",
        "RESOLVED, back to normal, FIRING, '', ''",
        "RESOLVED, back to normal, FIRING, disk 98 %, disk 98 %",
    })
    void oneWithoutWordsKeepsThoseThatAreKnown(State before, String said, State now, String says, String known) {
        assertThat(alert(now, says).withSummaryOf(alert(before, said)).summary()).isEqualTo(known);
    }

    private static Alert alert(State state, String summary) {
        return new Alert("id", "XYZ", "db1", "disk", "", Severity.ERROR, state, summary, NOW, NOW, Map.of());
    }
}
