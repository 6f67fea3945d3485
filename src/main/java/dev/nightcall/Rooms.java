package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.Clients;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.call.AmazonConnect;
import dev.nightcall.call.AskedToo;
import dev.nightcall.call.CallComponent;
import dev.nightcall.call.CallRequests;
import dev.nightcall.call.CallRoutes;
import dev.nightcall.call.CallWatch;
import dev.nightcall.call.Calls;
import dev.nightcall.call.Claiming;
import dev.nightcall.call.DialAnswers;
import dev.nightcall.call.Dialling;
import dev.nightcall.call.Lines;
import dev.nightcall.call.NothingLeft;
import dev.nightcall.call.PhoneChoice;
import dev.nightcall.call.Quota;
import dev.nightcall.call.QuotaWait;
import dev.nightcall.call.Remaining;
import dev.nightcall.call.RequestQuota;
import dev.nightcall.call.Speech;
import dev.nightcall.call.WaitingOrder;
import dev.nightcall.channel.Announcements;
import dev.nightcall.channel.ChannelRoutes;
import dev.nightcall.channel.ChannelTemplateRoutes;
import dev.nightcall.channel.PlanNewsRoutes;
import dev.nightcall.channel.PlanNotices;
import dev.nightcall.console.Actors;
import dev.nightcall.console.ApiDoor;
import dev.nightcall.console.AuditApi;
import dev.nightcall.console.CallsApi;
import dev.nightcall.console.ConsoleRoutes;
import dev.nightcall.console.DeadLettersApi;
import dev.nightcall.console.IncidentsApi;
import dev.nightcall.console.NotesApi;
import dev.nightcall.console.OnCallApi;
import dev.nightcall.console.OverridesApi;
import dev.nightcall.console.PlanApi;
import dev.nightcall.console.ReadApi;
import dev.nightcall.console.ShiftsApi;
import dev.nightcall.console.SuppressionsApi;
import dev.nightcall.contactrecord.ContactRecord;
import dev.nightcall.contactrecord.ContactRecordComponent;
import dev.nightcall.contactrecord.ContactRecordRoutes;
import dev.nightcall.contactrecord.Settlement;
import dev.nightcall.duty.DutyOverrides;
import dev.nightcall.duty.DutyRoutes;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.duty.PlanInForce;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.escalation.EscalationRoutes;
import dev.nightcall.health.HealthRoutes;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Filing;
import dev.nightcall.incident.IncidentRoutes;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Maintaining;
import dev.nightcall.incident.MaintenanceRoutes;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Stages;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.OnCallRoutes;
import dev.nightcall.queue.BatchComponent;
import dev.nightcall.queue.DeadLetters;
import dev.nightcall.queue.Delay;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.Postponement;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.QueuePolling;
import dev.nightcall.queue.QueueRoutes;
import dev.nightcall.queue.Queues;
import dev.nightcall.sending.SendingRoutes;
import dev.nightcall.settings.Settings;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Maintenance;
import dev.nightcall.suppression.SuppressionRoutes;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Counted;
import dev.nightcall.timeline.Timeline;
import org.apache.camel.main.Main;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** The classes of the rooms, made once and given to each other along the way of an alert. */
final class Rooms {

    private static final Supplier<String> IDS = () -> UUID.randomUUID().toString();

    private final Settings settings;
    private final Clients clients;
    private final Queues queues;
    private final OnCallFile onCall;
    private final ObjectMapper json;
    private final Clock clock;
    private final ApiKeys keys;
    private final Meters meters;
    private final Memory memory;
    private final OutageLog outages;
    private final Messages messages;
    private final Readers readers;
    private final Timeline timeline;
    private final Ledger ledger;
    private final AlertTable alerts;
    private final Suppressions suppressions;
    private final PlanInForce plan;
    private final Maintenance maintenance;
    private final Holding holding;
    private final Transactions transactions;
    private final Incidents incidents;
    private final Related related;
    private final Closing closing;
    private final Stages stages;
    private final Suppressing suppressing;
    private final Escalation escalation;
    private final Dials dials;
    private final CallSettings calling;
    private final Quota quota;
    private final Lines lines;
    private final WaitingOrder order;
    private final Calls calls;
    private final Postponement postponement;
    private final RouteFiles.Found routes;
    private final PlanWatch watch;
    private final Audit audit;

    Rooms(Settings settings, Clients clients, Queues queues, OnCallFile onCall, KeptPlan kept, RouteFiles.Found routes,
          ApiKeys keys, ObjectMapper json, Memory memory, Meters meters, OutageLog outages, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.queues = queues;
        this.onCall = onCall;
        this.routes = routes;
        this.json = json;
        this.clock = clock;
        this.keys = keys;
        this.memory = memory;
        this.meters = meters;
        this.outages = outages;
        messages = new Messages(json);
        readers = new Readers(settings, onCall, clock);
        readers.sources().leaveOut(routes.doors());
        transactions = new Transactions(clients.dynamoDb());
        timeline = new Timeline(table("timeline"));
        ledger = new Ledger(table("ledger"), settings.duration("nightcall.ledger.keep"), clock);
        alerts = new AlertTable(table("alerts"), messages);
        suppressions = new Suppressions(table("suppressions"));
        plan = new PlanInForce(onCall, new DutyOverrides(table("overrides")));
        holding = new Holding(suppressions, alerts, timeline, transactions, clock);
        maintenance = new Maintenance(plan, suppressions, holding, clock);
        incidents = new Incidents(table("incidents"), transactions, timeline, messages);
        Filing filing = new Filing(alerts, timeline, transactions);
        related = new Related(incidents, alerts, filing, timeline, plan, clock, settings.duration("nightcall.related.look"));
        closing = new Closing(incidents, alerts, suppressions, related, () -> new Reads(clients.dynamoDb()), clock);
        suppressing = new Suppressing(incidents, alerts, holding, closing, clock);
        stages = Stages.of(incidents, alerts, new Counted(table("ledger")), timeline, filing, related, closing, holding, suppressing,
                () -> new Reads(clients.dynamoDb()), transactions, plan, IDS, clock);
        dials = new Dials(settings, table("lines"), clock);
        escalation = new Escalation(incidents, alerts, timeline, plan, dials.states()::outageSeen, clock);
        calling = new CallSettings(settings);
        quota = calling.quota(table("lines"));
        lines = new Lines(table("lines"), transactions, quota);
        order = new WaitingOrder(lines, calling.gathering(), clock);
        calls = new Calls(table("calls"));
        postponement = new Postponement(clock, settings.integer("nightcall.sqs.tries"));
        watch = new PlanWatch(onCall, routes.problems(), kept, table("lines"), new PlanWatch.Times(
                settings.duration("nightcall.oncall.report"), settings.duration("nightcall.oncall.differ-after")), IDS.get(), meters, clock);
        audit = new Audit(settings, clients, queues, json, clock);
    }

    void addTo(Main main) {
        messages(main);
        alerts(main);
        channels(main);
        calls(main);
        plan(main);
        console(main);
        health(main);
        audit.addTo(main, holding, lines, dials.states()::outage, meters);
        new Doors(settings, readers, keys, new ProblemAnswer(json, outages), json, table("lines"), memory, meters, clock,
                clients.clock()).addTo(main);
    }

    private void messages(Main main) {
        main.configure().addRoutesBuilder(new QueueErrors(clients.sqs(), postponement, meters, outages));
        Delay delay = new Delay(clock, settings.duration("nightcall.later.hop"));
        main.configure().addRoutesBuilder(new SendingRoutes(queues, delay, messages));
        main.configure().addRoutesBuilder(new QueueRoutes(queues, messages, meters, outages));
    }

    private void alerts(Main main) {
        new Intake(settings, clients, queues, ledger, json, meters, outages, clock).addTo(main);
        main.bind("batches", new BatchComponent(clients.sqsReceiving(), clients.sqs(), queues, CamelProperties.batches(settings),
                meters, polling()));
        main.configure().addRoutesBuilder(new SuppressionRoutes(maintenance, holding));
        main.configure().addRoutesBuilder(new IncidentRoutes(queues, messages, maintenance, stages, related, closing,
                suppressing, ledger, meters));
        main.configure().addRoutesBuilder(new MaintenanceRoutes(new Maintaining(maintenance, suppressing, clock),
                clients.clock(), outages));
        main.configure().addRoutesBuilder(new EscalationRoutes(escalation, related, closing));
    }

    private void channels(Main main) {
        Duration limit = settings.duration("nightcall.channel.timeout");
        int consumers = settings.integer("nightcall.queue.notices.consumers");
        ChannelRoutes.Limits limits = new ChannelRoutes.Limits(settings.integer("nightcall.channel.tries"),
                settings.duration("nightcall.channel.pause"), limit, Math.max(1, consumers / 2));
        main.configure().addRoutesBuilder(new ChannelTemplateRoutes(json, limit));
        main.configure().addRoutesBuilder(new ChannelRoutes(queues, messages, Announcements.of(incidents, alerts,
                table("timeline"), timeline, transactions, plan, meters, clock, limits.all()), limits));
    }

    private void calls(Main main) {
        Remaining remaining = new Remaining(lines, incidents, timeline);
        CallRequests requests = new CallRequests(incidents, lines, calls, remaining, timeline, transactions, plan, clock);
        QuotaWait wait = new QuotaWait(order, lines, quota, timeline, clock, CallSettings::pause);
        Claiming claiming = new Claiming(lines, calls, remaining, calling.gathering(), order, quota, wait, dials.states(), transactions,
                IDS, clock, settings.duration("nightcall.call.lease"));
        AmazonConnect connect = calling.connect(clients.connect());
        Speech speech = new Speech(plan, alerts, calling.voices(), clock);
        Dialling dialling = new Dialling(calls, lines, remaining, new PhoneChoice(plan, clock), connect,
                requests(RequestQuota.STOPS), new DialAnswers(dials.states(), quota, calls, clock), speech, new AskedToo(plan),
                timeline, transactions, clock, calling.times());
        NothingLeft nothingLeft = new NothingLeft(remaining, connect, speech, requests(RequestQuota.UPDATES));
        CallWatch watch = new CallWatch(calls, remaining, nothingLeft, connect, requests(RequestQuota.LOOKS),
                requests(RequestQuota.STOPS), clock, calling.times());
        Settlement settlement = new Settlement(calls, lines, incidents, new CallEnd(incidents, escalation), suppressing,
                timeline, clock, meters);
        main.bind("call", new CallComponent(requests));
        main.bind("contact-records", new ContactRecordComponent(clients.kinesis(), clients.dynamoDbAsync(), meters, polling(),
                settings.duration("nightcall.contact-records.failover")));
        main.configure().addRoutesBuilder(new CallRoutes(queues, messages, requests, claiming, dialling, watch,
                calling.ofRoutes()));
        main.configure().addRoutesBuilder(new ContactRecordRoutes(
                new ContactRecord(json, settings.text("nightcall.connect.instance-id")), settlement, postponement, meters));
    }

    private void plan(Main main) {
        main.configure().addRoutesBuilder(new OnCallRoutes());
        main.configure().addRoutesBuilder(new DutyRoutes(plan, outages));
        main.configure().addRoutesBuilder(new PlanNewsRoutes(new PlanNotices(watch, plan, meters), outages));
    }

    private void console(Main main) {
        Actors actors = new Actors(plan);
        main.configure().addRoutesBuilder(new ConsoleRoutes(new ApiDoor(keys, json, clients.clock()),
                new IncidentsApi(incidents, alerts, calls, lines, timeline, escalation, related, actors, clock),
                new CallsApi(calls, lines, order, clock),
                new SuppressionsApi(suppressions, maintenance, actors, settings.duration("nightcall.suppression.longest"), clock),
                suppressing, new OnCallApi(onCall, plan, clock),
                new ShiftsApi(plan, clock), new OverridesApi(onCall, plan, actors, clock), planApi(),
                new DeadLettersApi(new DeadLetters(clients.sqs(), queues.url("dead-letters"), messages, clock)),
                new NotesApi(timeline, clock), new ReadApi(readers.preview(memory)), new AuditApi(audit.accounts(), clock)));
    }

    private PlanApi planApi() {
        return new PlanApi(plan, calling.check(routes.routes(), clock), settings.duration("nightcall.call.ring-limit"), memory, clock);
    }

    private void health(Main main) {
        Health health = new Health(settings, clients, queues, onCall, watch, meters, clock);
        dials.addTo(main, health::shows, plan, meters);
        health.add(dials.check());
        health.checks().forEach(check -> main.bind(check.getId(), check));
        main.configure().addRoutesBuilder(new HealthRoutes(health.dependencies(), health.connect(), incidents, order, meters));
    }

    private Table table(String name) {
        return new Table(clients.dynamoDb(), settings.text("nightcall.table." + name));
    }

    private RequestQuota requests(String name) {
        return calling.requests(name, table("lines"), clock);
    }

    private QueuePolling polling() {
        return new QueuePolling(clients.clock(), outages);
    }
}
