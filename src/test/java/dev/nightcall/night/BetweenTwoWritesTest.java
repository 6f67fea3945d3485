package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/** A crash after the state is written and before the message is sent: the repeat sends it again, and changes nothing else. */
@ExtendWith(Cloud.Extension.class)
class BetweenTwoWritesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              quiet: {callFrom: error, steps: [{recipients: ["call:sato", "direct:notify-log"]}]}
            rules:
              - {match: {system: "quiet*"}, policy: quiet}
            dependencies:
              - {match: {system: web}, dependsOn: network}
            """);

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Night night;
    private Incidents incidents;
    private Decisions.Taking grouping;
    private Related related;
    private Escalation escalation;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        Decisions decisions = new Decisions(night, PLAN, () -> PLAN, () -> PLAN, clock);
        incidents = decisions.incidents;
        grouping = decisions.grouping;
        related = decisions.related;
        escalation = decisions.escalation;
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void anAlertThatEndsTheRestAsksForTheFirstStepAgain() {
        grouping.take(alert("1", "quiet", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("quiet").orElseThrow();
        reach(incident, 1);
        assertThat(incidents.ofGroup("quiet")).get().matches(Course::isResting);

        Alert worse = alert("2", "quiet", "b", Severity.ERROR, 2);
        List<Outgoing> sent = grouping.take(worse);
        assertThat(sent).containsExactly(new Later(Task.ESCALATE, incident.id(), 2, NOW.plus(Duration.ofSeconds(5))));
        assertThat(grouping.take(worse)).isEqualTo(sent);

        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), 2, NOW)).orElseThrow();
        assertThat(reached.recipients()).containsExactly("call:sato", "direct:notify-log");
        assertThat(grouping.take(worse)).isEmpty();
    }

    /** Whoever is later has to see the other, or an error would wait for ever in an incident that phones nobody. */
    @Test
    void anAlertThatComesWhileTheEscalationGoesToRestIsNotOverlooked() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int n = 0; n < 25; n++) {
                String system = "quiet" + n;
                grouping.take(alert("1", system, "a", Severity.WARNING, 1));
                Incident incident = incidents.ofGroup(system).orElseThrow();
                CyclicBarrier together = new CyclicBarrier(2);
                Future<List<Outgoing>> resting = threads.submit(() -> {
                    together.await();
                    return reach(incident, 1);
                });
                Future<List<Outgoing>> joining = threads.submit(() -> {
                    together.await();
                    return grouping.take(alert("2", system, "b", Severity.ERROR, 2));
                });
                assertThat(List.of(resting.get(), joining.get())).as("somebody asks for the next position")
                        .anyMatch(outgoing -> outgoing.stream().anyMatch(message -> message instanceof Later later
                                && later.task() == Task.ESCALATE && later.number() >= 1));
                assertThat(incidents.find(incident.id())).get().matches(now -> !Course.isResting(now));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theFirstConsequenceAsksAgainForTheLookAfterIt() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        Incident network = incidents.ofGroup("network").orElseThrow();
        Alert web = alert("2", "web", "web1", Severity.ERROR, 2);

        List<Outgoing> sent = grouping.take(web);

        Later look = new Later(Task.RAISE_RELATED, network.id(), 0, NOW.plus(Duration.ofMinutes(1)));
        assertThat(sent).containsExactly(look);
        assertThat(grouping.take(web)).isEqualTo(sent);
        assertThat(grouping.take(alert("3", "web", "web2", Severity.ERROR, 3))).isEmpty();
        Later next = new Later(Task.RAISE_RELATED, network.id(), 0, NOW.plus(Duration.ofMinutes(2)));
        assertThat(related.raise(look)).containsExactly(next);
        assertThat(related.raise(look)).as("the process died before it was noted").containsExactly(next);

        related.looked(look, List.of(next));

        assertThat(related.raise(look)).as("the message came twice").isEmpty();
        related.looked(look, List.of());
        assertThat(related.raise(next)).hasSize(1);

        // The cause is over, and the process dies before anything is raised.
        grouping.take(resolved("4", "network", "router", 4));
        assertThat(related.raise(look)).extracting(message -> ((Raised) message).alert().id()).containsExactlyInAnyOrder("2", "3");
        assertThat(related.raise(look)).hasSize(2);
    }

    @Test
    void whatIsOpenedAgainIsLookedAtAnewThoughTheClockIsBehind() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        Incident network = incidents.ofGroup("network").orElseThrow();
        Later first = (Later) grouping.take(alert("2", "web", "web1", Severity.ERROR, 2)).get(0);
        Later second = (Later) related.raise(first).get(0);
        related.looked(first, List.of(second));
        grouping.take(resolved("3", "network", "router", 3));
        assertThat(related.raise(second)).as("over: no look follows").allMatch(Raised.class::isInstance);

        // By this clock it is not yet time for the first look, which another one has noted.
        List<Outgoing> sent = grouping.take(alert("4", "network", "router", Severity.ERROR, 4));

        assertThat(incidents.find(network.id())).get().matches(Incident::isOpen);
        assertThat(sent).contains(first);
        assertThat(related.raise(first)).containsExactly(second);
    }

    @Test
    void aConsequenceThatWasHalfTakenOverIsTakenOverToTheEnd() {
        grouping.take(alert("1", "web", "web1", Severity.ERROR, 1));
        Incident web = incidents.ofGroup("web").orElseThrow();
        grouping.take(alert("2", "network", "router", Severity.ERROR, 2));
        Incident network = incidents.ofGroup("network").orElseThrow();
        Later first = new Later(Task.ESCALATE, web.id(), 1, NOW);

        List<Outgoing> sent = related.absorb(incidents.find(first.subject()).orElseThrow());
        assertThat(sent).containsExactly(new Withdrawal(List.of(web.id())),
                new Later(Task.RAISE_RELATED, network.id(), 0, NOW.plus(Duration.ofMinutes(1))));
        assertThat(related.absorb(incidents.find(first.subject()).orElseThrow())).isEqualTo(sent);

        assertThat(incidents.find(web.id())).get().matches(Incident::isResolved);
        assertThat(escalation.reach(first)).isEmpty();
        assertThat(night.alerts(network.id())).filteredOn(AlertRow::isFiringAsRelated).hasSize(1);
    }

    /** As the route does it. */
    private List<Outgoing> reach(Incident incident, long position) {
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), position, NOW)).orElseThrow();
        List<Outgoing> next = escalation.next(reached, false);
        escalation.acted(reached);
        return next;
    }

    private static Alert alert(String id, String system, String host, Severity severity, int second) {
        return new Alert(id, system, host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    private static Alert resolved(String id, String system, String host, int second) {
        return new Alert(id, system, host, "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
