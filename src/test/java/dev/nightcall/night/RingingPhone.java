package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.call.CallRequests;
import dev.nightcall.call.Telephones;
import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Response;
import dev.nightcall.escalation.Reached;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Task;
import dev.nightcall.settling.Settlement;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sato's phone rings about many incidents, and meanwhile some of them are taken, resolved, passed by, or not acted for to the
 * end. A test settles the call as it likes, again and again.
 */
final class RingingPhone {

    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final String CALL = "the-call";
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default:
                steps: [{recipients: ["call:sato"]}, {recipients: ["call:suzuki"]}]
                channels: ["direct:notify-log"]
            """);

    private static final Names.Tables NAMES = Names.standard().tables();

    final WatchedDynamoDb dynamoDb = new WatchedDynamoDb(MemoryTables.of(Names.standard()));
    final Decisions decisions;
    final CallRequests requests;
    final List<String> ids;
    private final Calls calls;
    private final Settlement settlement;
    private final Snapshot ringing;

    RingingPhone(int incidents) {
        decisions = new Decisions(NAMES, dynamoDb.client(), PLAN, CLOCK);
        Telephones telephones = new Telephones(dynamoDb.client(), NAMES, decisions.incidents, PLAN, CLOCK);
        calls = telephones.calls;
        LineTable lines = telephones.lines;
        requests = telephones.requests;
        Meters meters = new Meters(new SimpleMeterRegistry(), CLOCK);
        settlement = new Settlement(calls, lines, decisions.incidents, decisions.callEnd(), decisions.suppressing,
                decisions.timeline, CLOCK, meters);
        ids = IntStream.range(0, incidents).mapToObj(this::opens).toList();
        telephones.claim("sato", CALL);
        IntStream.range(0, incidents).forEach(this::changes);
        ringing = now();
    }

    private String opens(int n) {
        decisions.grouping.take(alert(n, State.FIRING, NOW));
        Incident incident = decisions.incidents.ofGroup("system" + n).orElseThrow();
        reach(incident.id(), 1).ifPresent(reached -> requests.ask("sato", reached));
        if (n % 10 != 6) {
            decisions.incidents.acted(incident.id(), 1);
        }
        return incident.id();
    }

    private void changes(int n) {
        switch (n % 10) {
            case 7 -> decisions.acknowledging.take(ids.get(n), "suzuki", NOW);
            case 8 -> decisions.incidents.resolve(incident(n), "monitor", Event.RESOLVED, "all recovered", NOW);
            case 9 -> reach(ids.get(n), 2);
            default -> { }
        }
    }

    private Optional<Reached> reach(String incident, long position) {
        return decisions.escalation.reach(new Later(Task.ESCALATE, incident, position, NOW));
    }

    void recovers(int n) {
        decisions.grouping.take(alert(n, State.RESOLVED, NOW.plusSeconds(1)));
    }

    void firesAgain(int n) {
        decisions.grouping.take(alert(n, State.FIRING, NOW.plusSeconds(2)));
    }

    private static Alert alert(int n, State state, Instant at) {
        return new Alert(state.word() + n, "system" + n, "host", "", "", Severity.ERROR, state, "", at, at, Map.of());
    }

    Incident incident(int n) {
        return decisions.incidents.find(ids.get(n)).orElseThrow();
    }

    /** Back to when nobody had answered; requests are counted from now on. */
    void again() {
        ringing.restore(dynamoDb.client());
        dynamoDb.count();
    }

    /** As the route does it. @param done false when the process dies before anything is sent */
    List<Outgoing> settle(Outcome outcome, boolean done) {
        return settle("contact", outcome, NOW, done);
    }

    List<Outgoing> settle(String contact, Outcome outcome, Instant endedAt, boolean done) {
        Response response = new Response(outcome, null, outcome == Outcome.SUPPRESSED ? 30 : 0, 0, false);
        List<Outgoing> outgoing = settlement.settle(Settle.of(new Finding(CALL, contact, null, endedAt, "reason", response,
                NOW, "contact record")));
        if (done) {
            settled(outgoing);
        }
        return outgoing;
    }

    /** What was to be sent is sent. */
    void settled(List<Outgoing> outgoing) {
        outgoing.stream().filter(CallSettled.class::isInstance).map(CallSettled.class::cast)
                .forEach(settlement::settled);
    }

    List<Outgoing> settle(Outcome outcome) {
        return settle(outcome, true);
    }

    Call call() {
        return calls.find(CALL).orElseThrow();
    }

    List<Entry> timeline(int n) {
        return decisions.timeline.of(ids.get(n), 10_000);
    }

    Snapshot now() {
        return Snapshot.of(dynamoDb.client(), NAMES);
    }

    Names.Tables tables() {
        return NAMES;
    }
}
