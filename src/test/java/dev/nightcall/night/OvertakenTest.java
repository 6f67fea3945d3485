package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.suppression.Holding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What happens while something else is under way: nobody is forgotten, and nobody is called about what is over. */
@ExtendWith(Cloud.Extension.class)
class OvertakenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              boss: {name: Boss, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
              quiet: {steps: [{recipients: ["direct:notify-log"], wait: 3m}, {recipients: ["direct:notify-log"], wait: 3m}]}
              urgent: {steps: [{recipients: ["call:boss"], wait: 5m}, {recipients: ["call:sato"], wait: 5m}]}
              perhost: {groupBy: [system, host], steps: [{recipients: ["call:boss"]}]}
            rules:
              - {match: {system: "hosts", severity: critical}, policy: perhost}
              - {match: {system: "mixed*", severity: warning}, policy: quiet}
              - {match: {system: "mixed*"}, policy: urgent}
            dependencies:
              - {match: {system: web, host: "web*"}, dependsOn: network}
            """);

    private int clockCalls;
    private int throwAt = -1;
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            clockCalls++;
            if (clockCalls == throwAt) {
                throw new IllegalStateException("DynamoDB is away");
            }
            return NOW;
        }
    };
    private Night night;
    private Holding holding;
    private Suppressing suppressing;
    private Incidents incidents;
    private Decisions decisions;
    private Decisions.Taking grouping;
    private Related related;
    private Escalation escalation;
    private Runnable atRelated = () -> { };
    private int relatedCalls;
    private int relatedAt = -1;
    private Runnable atEscalation = () -> { };

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        decisions = new Decisions(night, PLAN, this::planOfRelated, this::planOfEscalation, clock);
        holding = decisions.holding;
        suppressing = decisions.suppressing;
        incidents = decisions.incidents;
        grouping = decisions.grouping;
        related = decisions.related;
        escalation = decisions.escalation;
    }

    private OnCall planOfRelated() {
        relatedCalls++;
        if (relatedCalls == relatedAt) {
            atRelated.run();
        }
        return PLAN;
    }

    private OnCall planOfEscalation() {
        Runnable run = atEscalation;
        atEscalation = () -> { };
        run.run();
        return PLAN;
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    /** SQS keeps no order. */
    @Test
    void aRecoveryThatOvertakesItsAlertLeavesNothingOpen() {
        grouping.take(resolved("2", "sys", "h", 2));
        grouping.take(alert("1", "sys", "h", Severity.ERROR, 1));
        assertThat(incidents.ofGroup("sys").filter(i -> !i.isResolved())).as("phantom").isEmpty();
    }

    /** What is held is no news when it is raised again. */
    @Test
    void whatBrokeThroughASuppressionIsNotOvertakenByItsEnd() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();
        Alert worse = alert("2", "sys", "h", Severity.CRITICAL, 2);
        grouping.take(worse);

        raise(suppression);
        Incident incident = incidents.ofGroup("sys").orElseThrow();
        assertThat(night.alerts(incident.id())).extracting(AlertRow::alert).containsExactly(worse);
    }

    @Test
    void aRecoveryThatIsHandledAfterTheEndOfASuppressionLeavesNothingOpen() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();

        raise(suppression);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isOpen);
        Alert recovered = resolved("2", "sys", "h", 2);
        grouping.take(recovered);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isResolved);
    }

    /** Whoever suppresses an incident has read its alerts before. */
    @Test
    void whatRecoversWhileItIsBeingSuppressedIsNotHeldAsFiring() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        grouping.take(watched);
        decisions.passed(List.of(resolved("2", "sys", "h", 2)));

        Suppression suppression = suppress(watched);
        holding.hold(suppression, watched);
        assertThat(night.alerts(suppression.holder())).isEmpty();
    }

    /** Nobody repeats a request that ends half-way. */
    @Test
    void whatWasHeldIsRaisedThoughTheEarlyEndOfItsSuppressionWasNeverSent() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();
        holding.endEarly(watched.key());

        raise(suppression);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isOpen);
    }

    /** A call's settling may be cut short, and repeated when the suppression that was asked for is over. */
    @Test
    void whatWasSuppressedIsRaisedThoughSuppressingIsRepeatedAfterTheEnd() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        grouping.take(watched);
        Incident incident = incidents.ofGroup("sys").orElseThrow();
        Instant until = NOW.plusSeconds(3600);
        suppressing.suppress(incident, "sato", "by telephone", until);
        Later end = new Later(Task.END_SUPPRESSION, watched.key().toString(), until.getEpochSecond(), until);
        assertThat(holding.raise(end)).hasSize(1);

        suppressing.suppress(incident, "sato", "by telephone", until);
        assertThat(holding.raise(end)).hasSize(1);
    }

    private Suppression suppress(Alert alert) {
        Instant until = NOW.plusSeconds(3600);
        Suppression suppression = new Suppression(alert.key(), until, alert.severity(), "sato", "", false);
        holding.begin(suppression);
        return suppression;
    }

    private void raise(Suppression suppression) {
        holding.raise(new Later(Task.END_SUPPRESSION, suppression.key().toString(), suppression.until().getEpochSecond(),
                suppression.until())).forEach(raised -> grouping.take(((Raised) raised).alert()));
    }

    @Test
    void aRecoveryThatOvertakesTheRaisingLeavesNothingOpen() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        grouping.take(alert("2", "web", "web1", Severity.ERROR, 2));
        List<Outgoing> raised = grouping.take(resolved("3", "network", "router", 3));
        grouping.take(resolved("4", "web", "web1", 4));
        raised.stream().filter(o -> o instanceof Raised).forEach(o -> grouping.take(((Raised) o).alert()));
        assertThat(incidents.ofGroup("web").filter(i -> !i.isResolved())).as("phantom").isEmpty();
    }

    @Test
    void whatWasRelatedIsNotRaisedWhenItIsOver() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        Incident network = incidents.ofGroup("network").orElseThrow();
        grouping.take(alert("2", "web", "web1", Severity.ERROR, 2));
        List<Outgoing> raised = grouping.take(resolved("3", "network", "router", 3));
        raised.stream().filter(o -> o instanceof Raised).forEach(o -> grouping.take(((Raised) o).alert()));
        grouping.take(resolved("4", "web", "web1", 4));
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isResolved);
        // another problem of web, later
        grouping.take(alert("5", "web", "db", Severity.ERROR, 5));
        // the standing look, or any recovery in the group network
        List<Outgoing> again = related.raise(new Later(Task.RAISE_RELATED, network.id(), 0, NOW));
        List<Outgoing> byOther = grouping.take(resolved("77", "network", "never-seen", 6));
        again.forEach(o -> grouping.take(((Raised) o).alert()));
        grouping.take(resolved("8", "web", "db", 8));
        assertThat(incidents.ofGroup("web")).get().as("over").matches(Incident::isResolved);
    }

    @Test
    void anAlertThatJoinsWhileTheOthersAreTakenOverIsRaised() {
        grouping.take(alert("1", "web", "web1", Severity.ERROR, 1));
        Incident web = incidents.ofGroup("web").orElseThrow();
        grouping.take(alert("2", "network", "router", Severity.ERROR, 2));
        relatedAt = 2;
        Alert db = alert("3", "web", "db", Severity.CRITICAL, 3);
        atRelated = () -> grouping.take(db);
        Later first = new Later(Task.ESCALATE, web.id(), 1, NOW);

        List<Outgoing> sent = related.absorb(incidents.find(first.subject()).orElseThrow());

        assertThat(incidents.find(web.id())).get().matches(Incident::isResolved);
        assertThat(raised(sent)).containsExactly("3");
        // A crash before that was sent: the repeat sends it again. The alert itself, repeated, does not know.
        assertThat(raised(related.absorb(incidents.find(first.subject()).orElseThrow()))).containsExactly("3");
        sent.stream().filter(message -> message instanceof Raised)
                .forEach(message -> grouping.take(((Raised) message).alert()));
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isOpen);
    }

    private static List<String> raised(List<Outgoing> outgoing) {
        return outgoing.stream().filter(message -> message instanceof Raised)
                .map(message -> ((Raised) message).alert().id()).toList();
    }

    /** An error between the last alert that is moved and the end of its incident. */
    @Test
    void whatIsTakenOverIsClosedByTheRepeat() {
        grouping.take(alert("1", "web", "web1", Severity.ERROR, 1));
        Incident web = incidents.ofGroup("web").orElseThrow();
        grouping.take(alert("2", "network", "router", Severity.ERROR, 2));
        Later first = new Later(Task.ESCALATE, web.id(), 1, NOW);
        // At the last question of the clock: that of resolving.
        for (int n = 1; night.alerts(web.id()).stream().noneMatch(AlertRow::moved); n++) {
            throwAt = clockCalls + n;
            assertThatThrownBy(() -> related.absorb(incidents.find(first.subject()).orElseThrow())).hasMessage("DynamoDB is away");
        }
        related.absorb(incidents.find(first.subject()).orElseThrow());
        grouping.take(resolved("3", "web", "web1", 3));
        assertThat(incidents.find(web.id())).get().as("closed").matches(Incident::isResolved);
    }

    /** Though its severity would now give it another group. */
    @Test
    void anAlertStaysInTheIncidentInWhichItFires() {
        grouping.take(alert("1", "hosts", "h", Severity.WARNING, 1));
        Incident first = incidents.ofGroup("hosts").orElseThrow();
        grouping.take(alert("2", "hosts", "h", Severity.CRITICAL, 2));
        grouping.take(resolved("3", "hosts", "h", 3));
        assertThat(incidents.find(first.id())).get().as("first").matches(Incident::isResolved);
    }

    @Test
    void whatGetsWorseWhileItIsTakenHasItsOwnPolicyWhenTheLeaseEnds() {
        grouping.take(alert("1", "mixed", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed").orElseThrow();
        escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        escalation.acknowledge(incident.id(), "sato", NOW.minus(Duration.ofMinutes(61)));
        grouping.take(alert("2", "mixed", "b", Severity.CRITICAL, 2));
        long start = incidents.find(incident.id()).orElseThrow().startAfter();
        escalation.endLease(new Later(Task.END_LEASE, incident.id(), start, NOW));
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), start, NOW)).orElseThrow();
        assertThat(incidents.find(incident.id()).orElseThrow().policy().name()).isEqualTo("urgent");
    }

    /** Such as a downtime that somebody has entered. */
    @Test
    void aNoteAboutACauseDoesNotEndIt() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        grouping.take(new Alert("2", "network", "router", "", "", Severity.ERROR, State.NOTE, "downtime", NOW,
                NOW.plusSeconds(2), Map.of()));
        grouping.take(alert("3", "web", "web1", Severity.ERROR, 3));
        assertThat(incidents.ofGroup("web")).as("consequence has an incident of its own").isEmpty();
    }

    @Test
    void aWorseAlertBetweenReadingAndMovingBeginsWithItsFirstStep() {
        grouping.take(alert("1", "mixed2", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed2").orElseThrow();
        Reached one = escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        escalation.next(one, false);
        escalation.acted(one);
        atEscalation = () -> grouping.take(alert("2", "mixed2", "b", Severity.CRITICAL, 2));
        Reached two = escalation.reach(new Later(Task.ESCALATE, incident.id(), 2, NOW)).orElseThrow();
        escalation.acted(two);
        assertThat(two.recipients()).contains("call:boss");
    }

    /** Before the first step the worse alert's positions are counted from the same one as those before. */
    @Test
    void aWorseAlertJustBeforeTheFirstStepBeginsWithItsOwn() {
        grouping.take(alert("1", "mixed3", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed3").orElseThrow();
        atEscalation = () -> grouping.take(alert("2", "mixed3", "b", Severity.CRITICAL, 2));
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        assertThat(incidents.find(incident.id()).orElseThrow().policy().name()).isEqualTo("urgent");
        assertThat(reached.recipients()).containsExactly("call:boss");
    }

    private static Alert alert(String id, String system, String host, Severity severity, int second) {
        return new Alert(id, system, host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    private static Alert resolved(String id, String system, String host, int second) {
        return new Alert(id, system, host, "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
