package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Telling;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.timeline.Event;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An incident whose alerts are all suppressed is not over: what brings it back, what ends it, and what a crash leaves behind. */
class SuppressedTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              boss: {name: Boss, phones: [{number: "+819000000002"}]}
            policies:
              default: {rounds: 2, steps: [{recipients: ["call:sato"]}], channels: ["direct:notify-log"]}
              urgent: {steps: [{recipients: ["call:boss"]}], channels: ["direct:notify-log"]}
              perhost: {groupBy: [system, host], steps: [{recipients: ["call:boss"]}]}
            rules:
              - {match: {system: "hosts", severity: critical}, policy: perhost}
              - {match: {severity: critical}, policy: urgent}
            dependencies:
              - {match: {system: web}, dependsOn: sys}
            """);
    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(30));

    private final SettableClock clock = new SettableClock(NOW);
    private final Decisions decisions = new Decisions(Names.standard().tables(),
            new MemoryDynamoDb(MemoryTables.of(Names.standard())), PLAN, clock);
    private final Incidents incidents = decisions.incidents;
    private final Escalation escalation = decisions.escalation;

    @Test
    void saysUntilWhenAndByWhomAndIsOverWhenEverythingHasRecovered() {
        Incident incident = suppressed("a", "b");

        assertThat(incident.status()).isEqualTo(Status.SUPPRESSED);
        assertThat(incident.suppressedBy()).isEqualTo("sato");
        assertThat(incident.suppressedUntil()).isEqualTo(UNTIL);
        assertThat(escalation.reach(new Later(Task.ESCALATE, incident.id(), 2, NOW))).isEmpty();
        assertThat(events(incident.id())).contains("suppressed: until " + UNTIL);

        handle(resolved("3", "a", 3));
        assertThat(current()).matches(Incident::isSuppressed);
        handle(resolved("4", "b", 4));
        assertThat(current()).matches(Incident::isResolved).matches(now -> now.resolvedBy().equals(Incident.MONITOR))
                .matches(now -> now.suppressedUntil() == null).returns(incident.id(), Incident::id);
    }

    /** A thousand recoveries while it is watched are no news to anybody, and none reads what the others were about. */
    @Test
    void whatRecoversInItSendsNothingAsLongAsItsEndStays() {
        suppressed("a", "b", "c");

        assertThat(handle(resolved("5", "b", 5))).isEmpty();
        assertThat(handle(resolved("5", "b", 5))).as("again, as after a crash").isNotEmpty();
        Alert together = resolved("6", "c", 6);
        assertThat(decisions.together.take(List.of(together)).get(together).outgoing()).isEmpty();

        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(decisions.alerts.of("suppression/sys/c/").toList()).noneMatch(AlertRow::firesHere);
        assertThat(told(handle(resolved("7", "a", 7)))).containsExactly("resolved");
    }

    @Test
    void comesBackAsItselfWhenTheSuppressionEnds() {
        Incident incident = suppressed("a", "b");
        long before = incident.position();
        handle(resolved("3", "a", 3));

        List<Outgoing> sent = endOf("b");

        Incident back = current();
        assertThat(back).matches(Incident::isOpen).returns(incident.id(), Incident::id)
                .returns(incident.openedAt(), Incident::openedAt).matches(now -> now.suppressedUntil() == null);
        assertThat(back.position()).as("a position of its own").isGreaterThan(before).isEqualTo(back.base());
        assertThat(sent).contains(new Later(Task.ESCALATE, back.id(), back.base() + 1,
                clock.instant().plus(Duration.ofSeconds(5))));
        assertThat(told(sent)).containsExactly("reopened");
        assertThat(reach(back).recipients()).containsExactly("call:sato");
        assertThat(events(back.id())).contains("reopened: error: policy default from its first step");
        handle(resolved("5", "b", 5));
        assertThat(current()).matches(Incident::isResolved);
    }

    @Test
    void somethingNewOpensItAgainAtOnceAndWhatIsHeldStaysHeld() {
        Incident incident = suppressed("a");

        List<Outgoing> sent = handle(alert("9", "new", Severity.CRITICAL, 9));

        Incident back = current();
        assertThat(back).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(laters(sent)).extracting(Later::task).containsExactly(Task.ESCALATE);
        assertThat(reach(back).recipients()).as("of the new alert's policy").containsExactly("call:boss");
        assertThat(decisions.alerts.of(back.id())).filteredOn(AlertRow::isHeld).hasSize(1);

        handle(resolved("10", "new", 10));
        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(told(handle(resolved("11", "a", 11)))).as("told once of each").containsExactly("resolved");
    }

    @Test
    void somethingWorseBreaksThroughIntoTheSameIncident() {
        Incident incident = suppressed("a");
        handle(alert("9", "a", Severity.CRITICAL, 9));
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id)
                .returns(Severity.CRITICAL, Incident::severity);
        endOf("a");
        assertThat(decisions.alerts.of(incident.id())).extracting(row -> row.alert().id()).containsExactly("9");
    }

    @Test
    void severalThatComeTogetherOpenItAgainOnce() {
        Incident incident = suppressed("a");
        List<Alert> both = List.of(alert("8", "x", Severity.ERROR, 8), alert("9", "y", Severity.ERROR, 9));
        var taken = decisions.together.take(both);
        both.stream().filter(alert -> !taken.containsKey(alert)).forEach(this::handle);
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(events(incident.id())).filteredOn(event -> event.startsWith("reopened")).hasSize(1);
        assertThat(decisions.alerts.of(incident.id())).filteredOn(AlertRow::isFiring).hasSize(2);
    }

    @Test
    void whatReopenedItAsksForTheFirstStepAgainAfterACrash() {
        suppressed("a");
        Alert news = alert("9", "new", Severity.ERROR, 9);
        List<Outgoing> sent = handle(news);
        assertThat(handle(news)).isEqualTo(sent);
        reach(current());
        assertThat(laters(handle(news))).as("once its step is reached").isEmpty();
    }

    @Test
    void theFirstOfSeveralEndsCountsAndALongerSuppressionMovesIt() {
        Incident incident = suppressed("a", "b");
        Instant longer = UNTIL.plus(Duration.ofMinutes(30));
        decisions.suppressing.begin(suppression(AlertKey.of("sys", "a", ""), longer));
        assertThat(current()).returns(UNTIL, Incident::suppressedUntil);
        decisions.suppressing.begin(suppression(new AlertKey("sys", AlertKey.ANY, AlertKey.ANY), longer));
        assertThat(current()).returns(longer, Incident::suppressedUntil);
        assertThat(events(incident.id())).contains("suppressed: until " + longer);
        endOf("b");
        assertThat(current()).as("held by the other one").matches(Incident::isSuppressed);
    }

    @Test
    void whatIsTakenIsSuppressedTooAndItsLeaseEndsNothing() {
        handle(alert("1", "a", Severity.ERROR, 1));
        reach(current());
        escalation.acknowledge(current().id(), "sato", clock.instant());
        long start = current().startAfter();
        suppress();
        assertThat(current()).matches(Incident::isSuppressed).matches(now -> now.acknowledgedBy() == null);
        Later lease = new Later(Task.END_LEASE, current().id(), start, NOW);
        assertThat(escalation.endLease(lease)).isEmpty();
        assertThat(escalation.acknowledge(current().id(), "boss", clock.instant())).isEmpty();
        endOf("a");
        assertThat(escalation.endLease(lease)).as("of before").isEmpty();
        assertThat(current()).matches(Incident::isOpen);
    }

    @Test
    void closedByHandItStaysClosedAndWhatStillFiresAtTheEndOpensAnother() {
        Incident incident = suppressed("a");
        incidents.resolve(incident, "boss", Event.RESOLVED, "by hand", clock.instant());
        assertThat(current()).matches(Incident::isResolved);
        endOf("a");
        assertThat(current()).matches(Incident::isOpen).matches(now -> !now.id().equals(incident.id()));
    }

    /** Who joins has read the incident before it is suppressed, and is seen by whoever suppresses it. */
    @Test
    void whatJoinsWhileItIsSuppressedIsRaised() {
        Incident incident = suppressed("a");
        Alert late = alert("9", "late", Severity.ERROR, 9);
        decisions.alerts.file(incident.id(), late, null).execute();

        List<Outgoing> again = decisions.suppressing.suppress(incident, "sato", "by telephone", UNTIL);
        // Firing there, so it was suppressed as well; what nobody suppresses is raised by the look.
        assertThat(current()).matches(Incident::isSuppressed);
        Alert later = alert("10", "later", Severity.ERROR, 10);
        decisions.alerts.file(incident.id(), later, null).execute();
        send(decisions.closing.look(look(incident)));
        assertThat(again).isNotEmpty();
        assertThat(current()).matches(Incident::isOpen);
    }

    /** A call's settling may be cut short anywhere: the repeat ends with the same, and nobody is forgotten. */
    @Test
    void suppressingIsRepeatedAfterACrash() {
        Incident incident = suppressed("a");
        assertThat(decisions.suppressing.suppress(incident, "sato", "by telephone", UNTIL))
                .contains(look(incident), new Withdrawal(List.of(incident.id())));
        assertThat(current()).returns(UNTIL, Incident::suppressedUntil);
        clock.advance(Duration.ofMinutes(31));
        send(decisions.holding.raise(end("a")));
        decisions.holding.forget(end("a"));
        assertThat(current()).matches(Incident::isOpen);
        decisions.suppressing.suppress(incident, "sato", "by telephone", UNTIL);
        assertThat(current()).as("a repeat after the end").matches(Incident::isOpen);
    }

    /** The message that ends a suppression raises what it holds; should nothing come of that, the incident is looked at. */
    @Test
    void comesBackThoughItsAlertWasNotRaised() {
        Incident incident = suppressed("a");
        assertThat(decisions.closing.look(look(incident))).as("before its time")
                .noneMatch(sent -> sent instanceof Raised);
        clock.advance(Duration.ofMinutes(31));
        send(decisions.closing.look(look(incident)));
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(decisions.closing.look(look(incident))).as("once more").isEmpty();
    }

    /** The plan has changed meanwhile: what it was about belongs to another incident. */
    @Test
    void isOverWhenWhatItWasAboutIsElsewhere() {
        Incident incident = suppressed("a");
        decisions.alerts.place(alert("1", "a", Severity.ERROR, 1), "elsewhere");
        clock.advance(Duration.ofMinutes(31));
        send(decisions.closing.look(look(incident)));
        assertThat(incidents.find(incident.id())).get().matches(Incident::isResolved);
    }

    /** It is watched, its consequences are not. */
    @Test
    void consequencesOfWhatIsSuppressedStandForThemselves() {
        handle(alert("1", "a", Severity.ERROR, 1));
        handle(new Alert("2", "web", "w", "", "", Severity.ERROR, State.FIRING, "", NOW, NOW.plusSeconds(2), Map.of()));
        assertThat(incidents.ofGroup("web")).isEmpty();
        Incident incident = current();
        send(decisions.suppressing.begin(suppression(AlertKey.of("sys", "a", ""), UNTIL)));
        send(decisions.related.raise(new Later(Task.RAISE_RELATED, incident.id(), 0, NOW)));
        assertThat(current()).matches(Incident::isSuppressed);
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isOpen);
    }

    private List<String> events(String incident) {
        return decisions.timeline.of(incident, 10_000).stream().map(entry -> entry.event() + ": " + entry.reason()).toList();
    }

    private Incident suppressed(String... hosts) {
        int number = 1;
        for (String host : hosts) {
            handle(alert("" + number, host, Severity.ERROR, number++));
        }
        reach(current());
        assertThat(told(suppress())).containsExactly("suppressed");
        return current();
    }

    private List<Outgoing> suppress() {
        return decisions.suppressing.suppress(current(), "sato", "by telephone", UNTIL);
    }

    private Suppression suppression(AlertKey key, Instant until) {
        return new Suppression(key, until, Severity.CRITICAL, "sato", "", false);
    }

    private List<Outgoing> endOf(String host) {
        if (clock.instant().isBefore(UNTIL)) {
            clock.advance(Duration.between(clock.instant(), UNTIL));
        }
        List<Outgoing> sent = send(decisions.holding.raise(end(host)));
        decisions.holding.forget(end(host));
        return sent;
    }

    private static Later end(String host) {
        return new Later(Task.END_SUPPRESSION, AlertKey.of("sys", host, "").toString(), UNTIL.getEpochSecond(), UNTIL);
    }

    private static Later look(Incident suppressed) {
        return new Later(Task.LOOK_AT_SUPPRESSED, suppressed.id(), UNTIL.getEpochSecond(), UNTIL.plusSeconds(30));
    }

    /** Alerts that are raised come in as any others. */
    private List<Outgoing> send(List<Outgoing> outgoing) {
        List<Outgoing> sent = new ArrayList<>();
        outgoing.stream().filter(one -> one instanceof Raised).forEach(one -> sent.addAll(handle(((Raised) one).alert())));
        return sent;
    }

    private List<Outgoing> handle(Alert alert) {
        return decisions.grouping.take(alert);
    }

    private Reached reach(Incident incident) {
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), incident.base() + 1, NOW)).orElseThrow();
        escalation.acted(reached);
        return reached;
    }

    private Incident current() {
        return incidents.ofGroup("sys").orElseThrow();
    }

    private static List<Later> laters(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Later.class::isInstance).map(Later.class::cast).toList();
    }

    private static List<String> told(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Telling.class::isInstance)
                .map(telling -> ((Telling) telling).event()).toList();
    }

    private static Alert alert(String id, String host, Severity severity, int second) {
        return new Alert(id, "sys", host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    private static Alert resolved(String id, String host, int second) {
        return new Alert(id, "sys", host, "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
