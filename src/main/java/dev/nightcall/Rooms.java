package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.Clients;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.aws.Table;
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
import dev.nightcall.duty.DutyRoutes;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.duty.PlanWatch;
import dev.nightcall.escalation.EscalationRoutes;
import dev.nightcall.health.HealthRoutes;
import dev.nightcall.health.Readership;
import dev.nightcall.incident.IncidentRoutes;
import dev.nightcall.incident.Maintaining;
import dev.nightcall.incident.MaintenanceRoutes;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.ProblemAnswer;
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
import dev.nightcall.settling.SettlingRoutes;
import dev.nightcall.suppression.SuppressionRoutes;
import dev.nightcall.telephone.connect.ContactRecord;
import dev.nightcall.telephone.connect.ContactRecordComponent;
import dev.nightcall.telephone.connect.ContactRecordRoutes;
import org.apache.camel.main.Main;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The classes of the rooms, made once and given to each other along the way of an alert. */
final class Rooms {

    private final Settings settings;
    private final Clients clients;
    private final Queues queues;
    private final OnCallFile onCall;
    private final ObjectMapper json;
    private final Clock clock;
    private final ApiKeys keys;
    private final Meters meters;
    private final Readership readership;
    private final Memory memory;
    private final OutageLog outages;
    private final Messages messages;
    private final Readers readers;
    private final Dials dials;
    private final Heart heart;
    private final CallSettings callSettings;
    private final Calling calling;
    private final Postponement postponement;
    private final RouteFiles.Found routes;
    private final PlanWatch watch;
    private final Audit audit;

    Rooms(Settings settings, Clients clients, Queues queues, OnCallFile onCall, KeptPlan kept, RouteFiles.Found routes,
          ApiKeys keys, ObjectMapper json, Memory memory, Meters meters, Readership readership, OutageLog outages, Clock clock) {
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
        this.readership = readership;
        this.outages = outages;
        messages = new Messages(json);
        readers = new Readers(settings, onCall, clock);
        readers.sources().leaveOut(routes.doors());
        dials = new Dials(settings, table("fleet"), clock);
        heart = Heart.of(settings, clients, this::table, messages, onCall, dials.states()::outageSeen, clock);
        callSettings = new CallSettings(settings);
        calling = new Calling(callSettings, clients, this::table, heart, dials.states(), clock);
        postponement = new Postponement(clock, settings.integer("nightcall.sqs.tries"));
        watch = new PlanWatch(onCall, routes.problems(), kept, table("fleet"), new PlanWatch.Times(
                settings.duration("nightcall.oncall.report"), settings.duration("nightcall.oncall.differ-after")),
                UUID.randomUUID().toString(), meters, clock);
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
        audit.addTo(main, heart.holding(), calling.lines(), dials.states()::outageSeen, meters);
        new Doors(settings, readers, keys, new ProblemAnswer(json, outages), json, table("fleet"), memory, meters, clock,
                clients.clock()).addTo(main);
    }

    private void messages(Main main) {
        main.configure().addRoutesBuilder(new QueueErrors(clients.sqs(), postponement, meters, outages));
        main.configure().addRoutesBuilder(new SendingRoutes(queues, delay(), messages));
        main.configure().addRoutesBuilder(new QueueRoutes(queues, messages, meters, outages));
    }

    private Delay delay() {
        return new Delay(clock, settings.duration("nightcall.later.hop"));
    }

    private void alerts(Main main) {
        new Intake(settings, clients, queues, heart.ledger(), json, meters, outages, clock).addTo(main);
        main.bind("batches", new BatchComponent(clients.sqsReceiving(), clients.sqs(), queues, CamelProperties.batches(settings),
                meters, polling()));
        main.configure().addRoutesBuilder(new SuppressionRoutes(heart.maintenance(), heart.holding()));
        main.configure().addRoutesBuilder(new IncidentRoutes(queues, messages, heart.maintenance(), heart.stages(),
                heart.related(), heart.closing(), heart.suppressing(), heart.ledger(), meters));
        main.configure().addRoutesBuilder(new MaintenanceRoutes(new Maintaining(heart.maintenance(), heart.suppressing(), clock),
                clients.clock(), outages));
        main.configure().addRoutesBuilder(new EscalationRoutes(heart.escalation(), heart.acknowledging(), heart.related(),
                heart.closing(), heart.informing()));
    }

    private void channels(Main main) {
        Duration limit = settings.duration("nightcall.channel.timeout");
        int consumers = settings.integer("nightcall.queue.notices.consumers");
        ChannelRoutes.Limits limits = new ChannelRoutes.Limits(settings.integer("nightcall.channel.tries"),
                settings.duration("nightcall.channel.pause"), limit, Math.max(1, consumers / 2));
        main.configure().addRoutesBuilder(new ChannelTemplateRoutes(json, limit));
        main.configure().addRoutesBuilder(new ChannelRoutes(queues, messages, Announcements.of(heart.incidents(), heart.alerts(),
                table("timeline"), heart.timeline(), heart.transactions(), heart.plan(), dials.states()::outageSeen, meters,
                clock, limits.all()), limits));
    }

    private void calls(Main main) {
        calling.addTo(main, queues, messages, delay());
        main.bind("contact-records", new ContactRecordComponent(clients.kinesis(), clients.dynamoDbAsync(), meters, polling(),
                new ContactRecordComponent.Times(settings.duration("nightcall.contact-records.poll"),
                        settings.duration("nightcall.contact-records.failover"))));
        main.configure().addRoutesBuilder(new ContactRecordRoutes(
                new ContactRecord(json, settings.text("nightcall.connect.instance-id")), postponement, meters));
        main.configure().addRoutesBuilder(new SettlingRoutes(calling.settlement(meters)));
    }

    private void plan(Main main) {
        main.configure().addRoutesBuilder(new OnCallRoutes());
        main.configure().addRoutesBuilder(new DutyRoutes(heart.plan(), outages));
        main.configure().addRoutesBuilder(new PlanNewsRoutes(new PlanNotices(watch, heart.plan(), meters), outages));
    }

    private void console(Main main) {
        Actors actors = new Actors(heart.plan());
        main.configure().addRoutesBuilder(new ConsoleRoutes(new ApiDoor(keys, json, clients.clock()),
                new IncidentsApi(heart.incidents(), heart.alerts(), calling.calls(), calling.lines(), heart.timeline(),
                        heart.acknowledging(), heart.related(), actors, clock),
                new CallsApi(calling.calls(), calling.lines(), calling.order(), clock),
                new SuppressionsApi(heart.suppressions(), heart.maintenance(), actors,
                        settings.duration("nightcall.suppression.longest"), clock),
                heart.suppressing(), new OnCallApi(onCall, heart.plan(), clock),
                new ShiftsApi(heart.plan(), clock), new OverridesApi(onCall, heart.plan(), actors, clock), planApi(),
                new DeadLettersApi(new DeadLetters(clients.sqs(), queues.url("dead-letters"), messages, clock)),
                new NotesApi(heart.timeline(), clock), new ReadApi(readers.preview(memory)),
                new AuditApi(audit.accounts(), clock)));
    }

    private PlanApi planApi() {
        return new PlanApi(heart.plan(), callSettings.check(routes.routes(), clock),
                settings.duration("nightcall.call.ring-limit"), memory, clock);
    }

    private void health(Main main) {
        Health health = new Health(settings, clients, queues, onCall, watch, meters, clock);
        dials.addTo(main, health::shows, heart.plan(), meters);
        health.add(dials.check());
        health.checks().forEach(check -> main.bind(check.getId(), check));
        main.configure().addRoutesBuilder(new HealthRoutes(health.dependencies(), health.connect(), heart.incidents(),
                calling.order(), meters, readership));
    }

    private Table table(String name) {
        return new Table(clients.dynamoDb(), settings.text("nightcall.table." + name));
    }

    private QueuePolling polling() {
        return new QueuePolling(clients.clock(), outages);
    }
}
