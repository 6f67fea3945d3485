package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Sent;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of two statements is the newer one. Times are seconds after the same moment. */
class OrderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    /** A recovery is received at 1000 s; then the problem, sent before or after. In doubt it is the newer one, and fires. */
    @ParameterizedTest(name = "{5}")
    @CsvSource(nullValues = "-", value = {
        "a, 990, a, 980, 1100, older: sent before",
        "a, 980, a, 990, 1100, newer: sent after",
        "a, 990, a, 990, 1100, newer: in the same second",
        "a, 990, b, 980, 1100, newer: another sender",
        "a, 990, a, -, 1100, newer: the problem does not say when it was sent",
        "a, -, a, 980, 1100, newer: the recovery does not say when it was sent",
        "'', 990, '', 980, 1100, newer: nobody knows the sender",
        "-, -, a, 980, 1100, newer: by another door",
        "a, 990, a, 980, 1900, older: received 15 minutes later",
        "a, 990, a, 980, 1901, newer: received later than that",
        "a, 1060, a, 980, 1100, older: a clock a minute ahead",
        "a, 1061, a, 980, 1100, newer: a clock that was wrong and was set right",
        "a, -9000, a, -9010, 1100, older: a clock that is behind"})
    void theProblemAfterItsRecovery(String recoverySender, Integer recoverySent, String sender, Integer sent, int received,
                                    String expected) {
        Alert recovery = alert(State.RESOLVED, 1000, recoverySender, recoverySent);
        Alert problem = alert(State.FIRING, received, sender, sent);

        assertThat(Order.isNewer(problem, recovery)).isEqualTo(expected.startsWith("newer"));
        assertThat(Order.isNewer(recovery, problem)).isEqualTo(expected.startsWith("older"));
        assertThat(Order.isNewerThoughItCameFirst(recovery, problem)).isEqualTo(expected.startsWith("older"));
    }

    @Test
    void whatIsReceivedAtTheSameTimeIsNoNews() {
        Alert alert = alert(State.FIRING, 1000, "a", 990);
        assertThat(Order.isNewer(alert, alert)).isFalse();
        Alert again = alert.raisedAgain(alert.receivedAt().plusNanos(1), alert.receivedAt());
        assertThat(Order.isNewer(again, alert)).as("raised again").isTrue();
    }

    private static Alert alert(State state, int received, String sender, Integer sent) {
        Alert alert = new Alert("id", "sys", "host", "", "", Severity.ERROR, state, "", NOW, NOW.plusSeconds(received), Map.of());
        return sender == null ? alert
                : alert.sentAs(new Sent(sender, sent == null ? null : NOW.plusSeconds(sent), null));
    }
}
