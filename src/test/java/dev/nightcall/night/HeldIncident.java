package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.timeline.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An incident that somebody has, or takes, and two Nightcalls on one store in memory. */
abstract class HeldIncident {

    static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}, {recipients: ["call:suzuki"]}]}
            """);
    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");

    final SettableClock clock = new SettableClock(NOW);
    final MemoryTables tables = MemoryTables.of(Names.standard());
    final WatchedDynamoDb ofFirst = new WatchedDynamoDb(tables);
    final WatchedDynamoDb ofSecond = new WatchedDynamoDb(tables);
    final Decisions first = new Decisions(Names.standard().tables(), ofFirst.client(), PLAN, clock);
    final Decisions second = new Decisions(Names.standard().tables(), ofSecond.client(), PLAN, clock);
    int systems;

    List<Outgoing> takes(Decisions decisions, Incident incident, Shown shown) {
        return takes(decisions, incident, shown, clock.instant());
    }

    List<Outgoing> takes(Decisions decisions, Incident incident, Shown shown, Instant at) {
        Call call = Call.created("call" + incident.id(), "sato", 0, NOW, NOW);
        return decisions.callEnd().acknowledged(call, List.of(new CallEnd.Part(incident.id(), incident.position(), shown,
                decisions.timeline.entry(incident.id(), clock.instant(), Event.CALL_ENDED, call.id(), "", ""))), "sato", at)
                .outgoing();
    }

    Incident open() {
        String system = "sys" + systems++;
        second.grouping.take(alert(system, "disk", Severity.WARNING));
        clock.advance(Duration.ofSeconds(30));
        Incident opened = second.incidents.ofGroup(system).orElseThrow();
        second.escalation.reach(new Later(Task.ESCALATE, opened.id(), 1, clock.instant())).orElseThrow();
        return second.incidents.find(opened.id()).orElseThrow();
    }

    Incident taken(Incident incident) {
        takes(second, incident, new Shown(clock.instant(), Set.of(), null));
        clock.advance(Duration.ofSeconds(30));
        return second.incidents.find(incident.id()).orElseThrow();
    }

    static List<Later> looks(List<Outgoing> outgoing) {
        return outgoing.stream().filter(Later.class::isInstance).map(Later.class::cast)
                .filter(later -> later.task() == Task.TELL_HOLDER).toList();
    }

    Alert alert(String system, String service, Severity severity) {
        Instant now = clock.instant();
        return new Alert(system + service, system, "a", service, "", severity, State.FIRING, "", now, now, Map.of());
    }
}
