package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.incident.Taken;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Alerts that are taken together lead to the same as alerts that are taken one by one, in fewer requests. */
@ExtendWith(Cloud.Extension.class)
class TogetherTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    private static final int BATCH = 10;
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              loud: {steps: [{recipients: ["call:sato"]}]}
              hosts: {groupBy: [system, host], steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: hosts}, policy: hosts}
              - {match: {severity: critical}, policy: loud}
            dependencies:
              - {match: {system: "web*"}, dependsOn: network}
            """);

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final AtomicInteger requests = new AtomicInteger();
    private Night night;
    private Decisions decisions;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        DynamoDbClient counted = DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(
                new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.incrementAndGet();
                    }
                })).build();
        decisions = new Decisions(night, counted, PLAN, clock);
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

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
        both.forEach(suppression -> assertThat(decisions.holding.hold(suppression, held)).isTrue());
        Alert over = alert("2", "s", "a", Severity.ERROR, State.RESOLVED, 2);

        assertThat(decisions.together.take(List.of(over))).containsOnlyKeys(over);

        assertThat(both).allMatch(suppression -> decisions.alerts.of(suppression.holder()).noneMatch(AlertRow::firesHere));
    }

    private static Suppression suppression(String key, int seconds) {
        return new Suppression(AlertKey.parse(key), NOW.plusSeconds(seconds), Severity.CRITICAL, "sato", "", false);
    }

    private static Alert named(Alert alert, String host) {
        return new Alert(alert.id(), alert.system(), host, "", "of " + alert.host(), alert.severity(), alert.state(), "", null,
                alert.receivedAt(), Map.of());
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

    private static List<Alert> ofOne(int from, State state, int second) {
        return IntStream.range(from, from + 10)
                .mapToObj(n -> alert(state.word() + n, "s", "h" + n, Severity.ERROR, state, second)).toList();
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
        decisions.suppressions.begin(new Suppression(key, NOW.plusSeconds(60), Severity.ERROR, "sato", "", false));
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

    private void takeAll(List<Alert> batch) {
        Map<Alert, Taken> taken = decisions.together.take(batch);
        taken.values().forEach(one -> follow(one.outgoing()));
        batch.stream().filter(alert -> !taken.containsKey(alert)).forEach(this::alone);
    }

    private void alone(Alert alert) {
        follow(decisions.grouping.take(alert));
    }

    /** What is raised again is said again; nothing else matters here. */
    private void follow(List<Outgoing> outgoing) {
        for (Outgoing message : outgoing) {
            if (message instanceof Raised again) {
                alone(again.alert());
            } else if (message instanceof Later later && later.number() == 0) {
                decisions.incidents.find(later.subject()).filter(Incident::isResolved)
                        .ifPresent(resolved -> follow(decisions.related.raise(later)));
            }
        }
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

    private static List<Outgoing> sent(Map<Alert, Taken> taken) {
        return taken.values().stream().map(Taken::outgoing).flatMap(Collection::stream).toList();
    }

    private List<String> open() {
        return night.allIncidents().stream().filter(incident -> incident.status() != Status.RESOLVED).map(Incident::group).toList();
    }

    /** What fires in incidents that are not over, as {@code group:identity fires}. */
    private List<String> filed() {
        return night.allIncidents().stream().filter(incident -> !incident.isResolved())
                .flatMap(incident -> decisions.alerts.of(incident.id()).filter(AlertRow::firesHere)
                        .map(row -> incident.group() + ":" + row.alert().identity() + (row.related() ? " is related" : " fires")))
                .collect(Collectors.toCollection(TreeSet::new)).stream().toList();
    }

    /** What fires, wherever. */
    private List<String> firing() {
        return filed().stream().map(row -> row.substring(row.indexOf(':') + 1, row.indexOf(' ', row.lastIndexOf(':')))).sorted().toList();
    }

    private static List<Alert> firing(int... numbers) {
        return IntStream.of(numbers).mapToObj(n -> alert("f" + n, "s" + n / 2 % 5, "h" + n, Severity.ERROR, State.FIRING, n)).toList();
    }

    private static Alert alert(String id, String system, String host, Severity severity, State state, int second) {
        return new Alert(id, system, host, "", "", severity, state, "", null, NOW.plusSeconds(second), Map.of());
    }
}
