package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.audit.Accounting;
import dev.nightcall.audit.Accounts;
import dev.nightcall.audit.AuditRoutes;
import dev.nightcall.audit.Backlog;
import dev.nightcall.audit.Moves;
import dev.nightcall.audit.OverdueCalls;
import dev.nightcall.audit.OverdueIncidents;
import dev.nightcall.audit.OverdueLines;
import dev.nightcall.audit.OverdueSuppressions;
import dev.nightcall.audit.Patience;
import dev.nightcall.audit.Progress;
import dev.nightcall.aws.Clients;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Lease;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.incident.Incidents;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.DeadLetters;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import dev.nightcall.suppression.Holding;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Timeline;
import org.apache.camel.main.Main;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The audit: the account for people who ask, by command or by the API, and the auditor that looks by itself. */
final class Audit {


    private final Settings settings;
    private final Clients clients;
    private final Clock clock;
    private final Patience patience;
    private final Timeline timeline;
    private final Incidents incidents;
    private final Calls calls;
    private final QueueSizes sizes;
    private final Accounts accounts;

    Audit(Settings settings, Clients clients, Queues queues, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        Messages messages = new Messages(json);
        patience = new Patience(settings.duration("nightcall.audit.grace"), settings.duration("nightcall.call.longest"));
        timeline = new Timeline(table("timeline"));
        incidents = new Incidents(table("incidents"), new Transactions(clients.dynamoDb()), timeline, messages);
        calls = new Calls(table("calls"));
        sizes = new QueueSizes(clients.sqs(), queues);
        accounts = new Accounts(new Ledger(table("ledger"), settings.duration("nightcall.ledger.keep"), clock), incidents, calls,
                new Backlog(sizes, new DeadLetters(clients.sqs(), queues.url("dead-letters"), messages, clock), messages),
                patience, clock);
    }

    Accounts accounts() {
        return accounts;
    }

    /** The auditor, unless it is switched off. */
    void addTo(Main main, Holding holding, LineTable lines, Supplier<Optional<PhoneOutage>> outage, Meters meters) {
        Duration interval = settings.duration("nightcall.audit.interval");
        if (interval.isZero()) {
            return;
        }
        Progress progress = new Progress(table("fleet"));
        Moves moves = new Moves(timeline, meters);
        // One that has died is missed for two intervals. Two that audit at once move the same, which changes nothing.
        Lease lease = new Lease(table("fleet"), Item.of("set", "audit").with("name", "lease"), UUID.randomUUID().toString(),
                interval.multipliedBy(2), clock, clients.clock());
        main.configure().addRoutesBuilder(new AuditRoutes(lease,
                new OverdueIncidents(incidents, progress, moves, patience, outage, clock),
                new OverdueSuppressions(holding, moves, patience, clock),
                new OverdueLines(lines, calls, sizes, moves, patience, outage, clock),
                new OverdueCalls(accounts, calls, lines, moves, patience, clock),
                new Accounting(accounts, progress, meters, () -> UUID.randomUUID().toString(), clock), progress, meters));
    }

    private Table table(String name) {
        return new Table(clients.dynamoDb(), settings.text("nightcall.table." + name));
    }
}
