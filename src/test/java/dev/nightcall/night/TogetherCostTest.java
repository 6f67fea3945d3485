package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.incident.Taken;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Alerts that are taken together take few requests, whatever becomes of them. */
class TogetherCostTest extends TakenTogether {

    @Test
    void tenAlertsTakeAHandfulOfRequestsWhateverTheyOpenOrJoin() {
        List<Alert> first = firing(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        Map<Alert, Taken> opened = decisions.together.take(first);

        assertThat(opened).hasSize(10);
        assertThat(sent(opened)).hasSize(5);
        assertThat(requests.getAndSet(0)).isLessThanOrEqualTo(4);
        assertThat(decisions.together.take(firing(10, 11, 12, 13, 14, 15, 16, 17, 18, 19))).hasSize(10)
                .allSatisfy((alert, taken) -> assertThat(taken.outgoing()).isEmpty());
        assertThat(requests.get()).isLessThanOrEqualTo(4);
        assertThat(night.allIncidents()).hasSize(5);
    }

    /** One by one they took a hundred, and what fired behind a thousand of them waited for a minute. */
    @Test
    void tenRecoveriesTakeAHandfulOfRequests() {
        decisions.together.take(ofOne(0, State.FIRING, 1));
        decisions.together.take(ofOne(10, State.FIRING, 2));
        requests.set(0);

        assertThat(decisions.together.take(ofOne(0, State.RESOLVED, 3))).hasSize(10)
                .allSatisfy((alert, taken) -> assertThat(taken.decision()).isEqualTo(Decision.RECOVERED));

        assertThat(requests.getAndSet(0)).isLessThanOrEqualTo(10);
        assertThat(filed()).hasSize(10);
        assertThat(decisions.together.take(ofOne(10, State.RESOLVED, 4))).hasSize(10);
        assertThat(requests.get()).as("the last one resolves it").isLessThanOrEqualTo(20);
        assertThat(open()).isEmpty();
    }

    /** As those of an Alertmanager after a fault of the network: all have a name of the monitor's own, which is all some say. */
    @Test
    void tenRecoveriesWithAnAliasTakeAHandfulOfRequests() {
        List<Alert> firing = ofOne(0, State.FIRING, 1).stream().map(alert -> named(alert, alert.host())).toList();
        decisions.together.take(firing);
        List<Alert> over = ofOne(0, State.RESOLVED, 3).stream().map(alert -> named(alert, "")).toList();
        requests.set(0);

        assertThat(decisions.together.take(over)).containsOnlyKeys(over)
                .allSatisfy((alert, taken) -> assertThat(taken.decision()).isEqualTo(Decision.RECOVERED));

        assertThat(requests.get()).isLessThanOrEqualTo(20);
        assertThat(open()).isEmpty();
        assertThat(night.alerts(night.allIncidents().get(0).id())).extracting(row -> row.alert().host()).contains("h0", "h9");
    }

    /** What is held recovers in a few requests, whether an incident was opened for it or a maintenance window was first. */
    @Test
    void tenRecoveriesOfWhatIsHeldTakeAHandfulOfRequests() {
        decisions.together.take(ofOne(0, State.FIRING, 1));
        decisions.suppressing.begin(suppression("s/*/*", 60));
        ofOne(10, State.FIRING, 2).forEach(alert -> assertThat(decisions.passed(List.of(alert)).isDone()).isTrue());
        requests.set(0);

        Map<Alert, Taken> never = decisions.together.take(ofOne(10, State.RESOLVED, 3));
        assertThat(requests.getAndSet(0)).isLessThanOrEqualTo(10);
        Map<Alert, Taken> opened = decisions.together.take(ofOne(0, State.RESOLVED, 3));
        assertThat(requests.get()).isLessThanOrEqualTo(20);

        assertThat(never.values()).hasSize(10).extracting(Taken::decision).containsOnly(Decision.IGNORED);
        assertThat(opened.values()).hasSize(10).extracting(Taken::decision).containsOnly(Decision.RECOVERED);
        assertThat(decisions.alerts.of("suppression/s/*/*").toList()).hasSize(20).noneMatch(AlertRow::firesHere);
        assertThat(night.timeline("suppression/s/*/*")).filteredOn(entry -> entry.event().equals("recovered")).hasSize(20);
        assertThat(open()).isEmpty();
    }

    private static Alert named(Alert alert, String host) {
        return new Alert(alert.id(), alert.system(), host, "", "of " + alert.host(), alert.severity(), alert.state(), "", null,
                alert.receivedAt(), Map.of());
    }

    @Test
    void consequencesJoinTheirCauseTogether() {
        decisions.together.take(List.of(alert("1", "network", "router", Severity.ERROR, State.FIRING, 1)));
        decisions.grouping.take(alert("2", "web1", "a", Severity.ERROR, State.FIRING, 2));
        requests.set(0);

        List<Alert> web = IntStream.range(0, BATCH).mapToObj(n -> alert("w" + n, "web" + n, "b", Severity.ERROR, State.FIRING, 3))
                .toList();
        assertThat(decisions.together.take(web)).hasSize(BATCH);

        assertThat(requests.get()).isLessThanOrEqualTo(10);
        assertThat(night.allIncidents()).hasSize(1);
        assertThat(filed()).filteredOn(row -> row.startsWith("network:web")).hasSize(BATCH + 1);
    }
}
