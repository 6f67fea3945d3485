package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Taken;
import dev.nightcall.sending.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Alerts that are taken together lead to the same as alerts that are taken one by one. */
class TogetherTest extends TakenTogether {

    /** Its alert may still be on its way, or be filed at this moment: it is noted before anything is looked at. */
    @Test
    void aRecoveryBeforeItsAlertIsKnown() {
        Alert over = alert("2", "s", "a", Severity.ERROR, State.RESOLVED, 2);

        assertThat(decisions.together.take(List.of(over)).get(over).decision()).isEqualTo(Decision.IGNORED);

        Alert late = alert("1", "s", "a", Severity.ERROR, State.FIRING, 1);
        assertThat(decisions.together.take(List.of(late)).get(late).decision()).isEqualTo(Decision.OLDER);
        assertThat(night.allIncidents()).isEmpty();
    }

    @Test
    void whatTwoSuppressionsHoldRecoversInBoth() {
        Alert held = alert("1", "s", "a", Severity.ERROR, State.FIRING, 1);
        List<Suppression> both = List.of(suppression("s/*/*", 60), suppression("s/a/*", 60));
        both.forEach(decisions.holding::begin);
        both.forEach(suppression -> assertThat(decisions.holding.hold(suppression, held)).isPresent());
        Alert over = alert("2", "s", "a", Severity.ERROR, State.RESOLVED, 2);

        assertThat(decisions.together.take(List.of(over))).containsOnlyKeys(over);

        assertThat(both).allMatch(suppression -> decisions.alerts.of(suppression.holder()).noneMatch(AlertRow::firesHere));
    }

    /** A message that was overtaken, or of a Nightcall with a wrong clock: it changes nothing, and is counted as such. */
    @Test
    void whatIsOlderThanWhatIsKnownIsCountedAsOlder() {
        Alert last = alert("1", "s", "a", Severity.ERROR, State.FIRING, 600);
        decisions.together.take(List.of(last, alert("2", "s", "b", Severity.ERROR, State.FIRING, 600)));

        Map<Alert, Taken> late = decisions.together.take(List.of(alert("3", "s", "a", Severity.ERROR, State.RESOLVED, 1),
                alert("4", "s", "b", Severity.CRITICAL, State.FIRING, 1)));

        assertThat(late.values()).hasSize(2).extracting(Taken::decision).containsOnly(Decision.OLDER);
        assertThat(filed()).hasSize(2);
    }

    /** A crash may have come after they were written, and before anything was sent. */
    @Test
    void aRepeatSendsTheFirstStepsAgainAndChangesNothing() {
        List<Alert> all = firing(0, 1, 2, 5, 6, 7, 10);
        List<Outgoing> sent = sent(decisions.together.take(all));
        List<String> before = filed();

        assertThat(sent(decisions.together.take(all))).containsExactlyInAnyOrderElementsOf(sent).hasSize(4);

        assertThat(filed()).isEqualTo(before);
        assertThat(night.allIncidents()).hasSize(4);
    }

    @Test
    void ofWhatIsSaidTwiceOneIsLeft() {
        AlertKey key = AlertKey.parse("s1/*/*");
        decisions.suppressions.begin(new Suppression(key, NOW.plusSeconds(60), Severity.ERROR, "sato", "", false), NOW);
        Alert held = alert("1", "s1", "a", Severity.ERROR, State.FIRING, 1);
        Alert breaksThrough = alert("2", "s1", "b", Severity.CRITICAL, State.FIRING, 1);
        Alert recovers = alert("3", "s2", "a", Severity.ERROR, State.RESOLVED, 1);
        Alert fires = alert("4", "s3", "a", Severity.ERROR, State.FIRING, 1);
        Alert firesStill = alert("5", "s3", "a", Severity.ERROR, State.FIRING, 2);

        assertThat(decisions.together.take(List.of(held, breaksThrough, recovers, firesStill, fires)))
                .containsOnlyKeys(held, breaksThrough, recovers, fires)
                .hasEntrySatisfying(held, taken -> assertThat(taken.decision()).isEqualTo(Decision.HELD));
    }

    @Test
    void whatIsWorseStartsTheIncidentOver() {
        decisions.together.take(List.of(alert("1", "s", "a", Severity.WARNING, State.FIRING, 1)));

        takeAll(List.of(alert("2", "s", "b", Severity.ERROR, State.FIRING, 2),
                alert("3", "s", "c", Severity.CRITICAL, State.FIRING, 3)));

        assertThat(decisions.incidents.ofGroup("s")).get().matches(incident -> incident.policy().name().equals("loud"))
                .matches(incident -> incident.severity() == Severity.CRITICAL);
    }

    /**
     * What fires depends on what was said and not on what is taken together. Where a consequence is filed does: as long as
     * the cause is not known it has an incident of its own, which its escalation ends.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leadsToTheSameAsOneByOne(long seed, Cloud cloud) throws Exception {
        List<Alert> said = random(new Random(seed), 120);
        for (List<Alert> batch : batches(said)) {
            takeAll(batch);
        }
        List<String> together = firing();

        end();
        begin(cloud);
        said.forEach(this::alone);

        assertThat(together).isEqualTo(firing()).doesNotHaveDuplicates();
        assertThat(open()).doesNotHaveDuplicates();
    }

    /** Four at a time, as the consumers do, all saying something about the same few systems. */
    @Test
    void thoseWhoTakeAtTheSameMomentLoseNothingAndOpenNothingTwice() throws Exception {
        List<Alert> said = new ArrayList<>(firing(IntStream.range(0, 300).toArray()));
        Collections.shuffle(said, new Random(7));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> taken = new ArrayList<>();
        batches(said).forEach(batch -> taken.add(threads.submit(() -> takeAll(batch))));
        for (Future<?> one : taken) {
            one.get();
        }
        threads.shutdown();

        assertThat(filed()).hasSize(300).allMatch(row -> row.endsWith("fires"));
        assertThat(open()).hasSize(5).doesNotHaveDuplicates();
    }

    private static List<Alert> random(Random random, int count) {
        List<String> systems = List.of("s1", "s2", "hosts", "network", "web1");
        return IntStream.range(0, count).mapToObj(n -> alert("" + n, systems.get(random.nextInt(systems.size())),
                "h" + random.nextInt(4), Severity.values()[random.nextInt(Severity.values().length)],
                random.nextInt(3) == 0 ? State.RESOLVED : State.FIRING, n)).toList();
    }

    private static List<List<Alert>> batches(List<Alert> all) {
        return IntStream.range(0, (all.size() + BATCH - 1) / BATCH)
                .mapToObj(n -> all.subList(n * BATCH, Math.min(all.size(), (n + 1) * BATCH))).toList();
    }
}
