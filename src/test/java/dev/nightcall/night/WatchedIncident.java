package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Acknowledging;
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
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An incident whose alerts are all suppressed, on a store in memory. */
abstract class WatchedIncident {

    static final OnCall PLAN = OnCall.parse("oncall.yaml", """
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
    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final Instant UNTIL = NOW.plus(Duration.ofMinutes(30));

    final SettableClock clock = new SettableClock(NOW);
    final Decisions decisions = new Decisions(Names.standard().tables(),
            new MemoryDynamoDb(MemoryTables.of(Names.standard())), PLAN, clock);
    final Incidents incidents = decisions.incidents;
    final Acknowledging acknowledging = decisions.acknowledging;
    final Escalation escalation = decisions.escalation;

    List<String> events(String incident) {
        return decisions.timeline.of(incident, 10_000).stream().map(entry -> entry.event() + ": " + entry.reason()).toList();
    }

    Incident suppressed(String... hosts) {
        int number = 1;
        for (String host : hosts) {
            handle(alert("" + number, host, Severity.ERROR, number++));
        }
        reach(current());
        assertThat(told(suppress())).containsExactly("suppressed");
        return current();
    }

    List<Outgoing> suppress() {
        return decisions.suppressing.suppress(current(), new Meaning.Watches("sato", NOW, UNTIL));
    }

    Suppression suppression(AlertKey key, Instant until) {
        return new Suppression(key, until, Severity.CRITICAL, "sato", "", false);
    }

    List<Outgoing> endOf(String host) {
        if (clock.instant().isBefore(UNTIL)) {
            clock.advance(Duration.between(clock.instant(), UNTIL));
        }
        List<Outgoing> raised = decisions.holding.raise(end(host));
        List<Outgoing> sent = send(raised);
        decisions.holding.forget(end(host), raised);
        return sent;
    }

    static Later end(String host) {
        return new Later(Task.END_SUPPRESSION, AlertKey.of("sys", host, "").toString(), UNTIL.getEpochSecond(), UNTIL);
    }

    static Later look(Incident suppressed) {
        return new Later(Task.LOOK_AT_SUPPRESSED, suppressed.id(), UNTIL.getEpochSecond(), UNTIL.plusSeconds(30));
    }

    /** Alerts that are raised come in as any others. */
    List<Outgoing> send(List<Outgoing> outgoing) {
        List<Outgoing> sent = new ArrayList<>();
        outgoing.stream().filter(one -> one instanceof Raised).forEach(one -> sent.addAll(handle(((Raised) one).alert())));
        return sent;
    }

    List<Outgoing> handle(Alert alert) {
        return decisions.grouping.take(alert);
    }

    Reached reach(Incident incident) {
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), incident.base() + 1, NOW)).orElseThrow();
        escalation.acted(reached);
        return reached;
    }

    Incident current() {
        return incidents.ofGroup("sys").orElseThrow();
    }

    static List<Later> laters(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Later.class::isInstance).map(Later.class::cast).toList();
    }

    static List<String> told(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Telling.class::isInstance)
                .map(telling -> ((Telling) telling).event()).toList();
    }

    static Alert alert(String id, String host, Severity severity, int second) {
        return new Alert(id, "sys", host, "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }

    static Alert resolved(String id, String host, int second) {
        return new Alert(id, "sys", host, "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
