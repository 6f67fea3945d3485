package dev.nightcall.sending;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Outcome;
import dev.nightcall.oncall.Occasion;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ParcelsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    @Test
    void gatherWhatGoesToTheSameQueueAndNothingOvertakesWhatGoesToNone() {
        Later one = new Later(Task.ESCALATE, "i1", 1, NOW);
        Later two = new Later(Task.ESCALATE, "i2", 1, NOW);
        Telling notice = new Telling("i1", Occasion.OPENED, 0, "direct:notify-chat", NOW, null, null, null, null);
        CallSettled settled = new CallSettled("c", Outcome.BUSY);
        Raised first = new Raised(alert("a1"));
        Raised second = new Raised(alert("a2"));

        List<Object> parcels = Parcels.of(List.of(one, notice, two, settled, first, one, second));

        assertThat(parcels).containsExactly(List.of(one, two), List.of(notice), settled, List.of(first, second), List.of(one));
        assertThat(parcels).extracting(Parcels::endpoint)
                .containsExactly("direct:later", "direct:notice", "direct:call-settled", "direct:raise", "direct:later");
    }

    @Test
    void areNoneOfNothing() {
        assertThat(Parcels.of(List.of())).isEmpty();
    }

    private static Alert alert(String id) {
        return new Alert(id, "xyz", "db1", "cpu", "", Severity.ERROR, State.FIRING, "high", NOW, NOW, Map.of());
    }
}
