package dev.nightcall.audit;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Incident;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Quota;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.metrics.Meters;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Decisions;
import dev.nightcall.night.Night;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.DeadLetters;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.queue.Queues;
import dev.nightcall.sending.AuditDone;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of the audit, on the tables and queues of a night that has not begun, with a clock that a test moves. */
final class Books implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final Duration GRACE = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {groupWait: 10s, ackTimeout: 60m, steps: [{recipients: ["call:sato"], wait: 3m}]}
              quiet: {callFrom: error, steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: quiet}, policy: quiet}
            """);

    final SettableClock clock = new SettableClock(NOW);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Night night;
    final Decisions decisions;
    final Ledger ledger;
    final LineTable lines;
    final Table linesTable;
    final Table callsTable;
    final Progress progress;
    final Accounts accounts;
    final OverdueIncidents overdueIncidents;
    final OverdueSuppressions overdueSuppressions;
    final OverdueLines overdueLines;
    final OverdueCalls overdueCalls;
    final Accounting accounting;
    Optional<PhoneOutage> outage = Optional.empty();
    private final SqsClient sqs = SqsClient.create();

    Books(Cloud cloud) throws Exception {
        night = Night.withoutNightcall(cloud, clock);
        decisions = new Decisions(night, PLAN, () -> PLAN, () -> PLAN, clock);
        linesTable = night.table(night.names().tables().lines());
        Table fleet = night.table(night.names().tables().fleet());
        callsTable = night.table(night.names().tables().calls());
        ledger = new Ledger(night.table(night.names().tables().ledger()), Duration.ofDays(30), clock);
        lines = new LineTable(linesTable, night.tables().transactions(), new QuotaTable(fleet, new Quota(Bucket.ofDials(2, 5), 10)));
        Calls calls = new Calls(callsTable);
        Messages messages = new Messages(Json.mapper());
        Meters meters = new Meters(registry, clock);
        Patience patience = new Patience(GRACE, LONGEST);
        Queues queues = queues();
        QueueSizes sizes = new QueueSizes(sqs, queues);
        progress = new Progress(fleet);
        Moves moves = new Moves(new Timeline(night.table(night.names().tables().timeline())), meters);
        accounts = new Accounts(ledger, decisions.incidents, calls,
                new Backlog(sizes, new DeadLetters(sqs, queues.url("dead-letters"), messages, clock), messages), patience, clock);
        overdueIncidents = new OverdueIncidents(decisions.incidents, progress, moves, patience, () -> outage, clock);
        overdueSuppressions = new OverdueSuppressions(decisions.holding, moves, patience, clock);
        overdueLines = new OverdueLines(lines, calls, sizes, moves, patience, () -> outage, clock);
        overdueCalls = new OverdueCalls(accounts, calls, lines, moves, patience, clock);
        accounting = new Accounting(accounts, progress, meters, () -> UUID.randomUUID().toString(), clock);
    }

    private Queues queues() {
        return new Queues(Stream.of("alerts", "recoveries", "calls", "dead-letters").collect(Collectors.toMap(Function.identity(), queue ->
                sqs.getQueueUrl(get -> get.queueName(night.names().queues().alerts().replaceAll("alerts$", queue))).queueUrl())));
    }

    /** As all checks of the auditor but the account do it. */
    List<Outgoing> moved() {
        return Stream.of(overdueIncidents.escalate(), overdueIncidents.endLeases(), overdueIncidents.comeBack(), overdueSuppressions.end(),
                overdueLines.serve(), overdueCalls.look()).flatMap(List::stream).toList();
    }

    /** As the route does it. @return the alerts that are raised */
    List<Alert> account() {
        List<Outgoing> outgoing = accounting.account();
        outgoing.stream().filter(AuditDone.class::isInstance).map(AuditDone.class::cast).forEach(progress::keep);
        return outgoing.stream().filter(Raised.class::isInstance).map(raised -> ((Raised) raised).alert()).toList();
    }

    /** An alert that has opened an incident. */
    Incident opens(String system, Severity severity) {
        decisions.grouping.take(alert(UUID.randomUUID().toString(), system, severity));
        return decisions.incidents.ofGroup(system).orElseThrow();
    }

    Alert alert(String id, String system, Severity severity) {
        return new Alert(id, system, "host", "", "", severity, State.FIRING, "", clock.instant(), clock.instant(), Map.of());
    }

    /** A line as it is in its table. */
    Item line(String engineer) {
        return Item.of("set", "lines").with("name", engineer);
    }

    /** A call as it is in its table, written down now. */
    Item call(String id, String engineer) {
        return Item.of("id", id).with("engineer", engineer).with("createdAt", clock.instant()).with("day", "2026-11-22");
    }

    /** It waits for that line. */
    void waits(Incident incident, String engineer) {
        linesTable.put(Item.of("set", "waiting/" + engineer + "/0").with("name", incident.id()).with("position", 1)
                .with("severity", "error").with("openedAt", NOW).with("askedAt", NOW)).execute();
    }

    /** What the auditor has written on a timeline. */
    List<String> told(String holder) {
        return night.events(holder).stream().filter(event -> event.startsWith("found-by-audit")).toList();
    }

    double counted(What what) {
        return registry.get("nightcall.audit.moved").tag("what", what.word()).counter().count();
    }

    @Override
    public void close() throws Exception {
        sqs.close();
        night.close();
    }
}
