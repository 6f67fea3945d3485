package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.AlertReader;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Clients;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.aws.Prerequisites;
import dev.nightcall.aws.Prerequisites.Named;
import dev.nightcall.aws.Table;
import dev.nightcall.duty.KeptPlan;
import dev.nightcall.feed.FeedRoutes;
import dev.nightcall.feed.FetchedFeeds;
import dev.nightcall.health.ManagementServer;
import dev.nightcall.health.Readership;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.Connections;
import dev.nightcall.intake.HttpDoor;
import dev.nightcall.intake.HttpErrors;
import dev.nightcall.intake.HttpServerRules;
import dev.nightcall.intake.HttpServers;
import dev.nightcall.intake.PortCheck;
import dev.nightcall.intake.PortInUseException;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.logs.Logs;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.metrics.Metrics;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.queue.QueuePolling;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Starts Nightcall: reads the settings, binds the beans, adds the routes. */
public final class Nightcall implements AutoCloseable {

    static final List<String> QUEUES = List.of("alerts", "recoveries", "later", "calls", "notices", "dead-letters");
    static final List<String> TABLES = List.of("incidents", "alerts", "timeline", "suppressions", "lines", "fleet",
            "calls", "overrides", "ledger");

    /** A plan is not kept waiting longer for what it has elsewhere. */
    private static final Duration FEEDS_AT_START = Duration.ofSeconds(2);

    private final Main main = new Main();
    private final Clients clients;
    private final FetchedFeeds feeds;

    /** @param clock what time it is; anything but the system's clock is for tests */
    public Nightcall(Settings settings, Clock clock) throws Exception {
        new SettingsCheck(settings, clock).require();
        requireFreePorts(settings);
        ApiKeys keys = new ApiKeys(settings.text("nightcall.api-keys"));
        clients = clients(settings, clock);
        feeds = feeds(settings, FEEDS_AT_START, clients::ssm, clock);
        RouteFiles.Found routes = new RouteFiles(settings, clock).read();
        KeptPlan kept = new KeptPlan(new Table(clients.dynamoDb(), settings.text("nightcall.table.fleet")), clock);
        OnCallFile onCall = new OnCallFile(Path.of(settings.text("nightcall.oncall")), feeds, routes.routes(), kept);
        Queues queues = new Queues(prerequisites(settings));
        ObjectMapper json = Json.mapper();

        PrometheusMeterRegistry metrics = Metrics.registry();
        Meters meters = new Meters(metrics, clock);
        Memory memory = new Memory(settings.memory("nightcall.reading.memory"));

        main.setOverrideProperties(new CamelProperties(settings, queues).all());
        OutageLog outages = new OutageLog(clock);
        main.bind("queuePolling", new QueuePolling(clients.clock(), outages));
        main.bind("sqs", clients.sqs());
        main.bind("sqsReceiving", clients.sqsReceiving());
        main.bind("stopping", new Stopping(clients.sqsReceiving()::end));
        main.bind("onCall", onCall);
        main.bind("apiKeys", keys);
        main.bind("httpDoor", new HttpDoor(keys, new AlertReader(clock, () -> onCall.get().timezone(), memory), memory,
                CamelProperties.longestBody(settings), json));
        Readership readership = new Readership(settings.duration("nightcall.health.unread-interval"), clock);
        main.bind("httpServers", httpServers(settings, keys, json, meters, readership, clock));
        main.configure().addRoutesBuilder(new HttpErrors(new ProblemAnswer(json, outages)));
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);
        main.addMainListener(new RouteMetrics());
        main.addMainListener(new RequiredRoutes(QUEUES));
        main.addMainListener(new Ready(settings));
        main.configure().addRoutesBuilder(new FeedRoutes(feeds, settings.duration("nightcall.feeds.refresh")));
        new Rooms(settings, clients, queues, onCall, kept, routes, keys, json, memory, meters, readership, outages,
                clock).addTo(main);
        routes.addTo(main);
    }

    /** Starts and returns; the routes run until {@link #close()}. */
    public Nightcall start() throws Exception {
        main.start();
        return this;
    }

    /** Camel's own view, for tests. */
    public CamelContext camelContext() {
        return main.getCamelContext();
    }

    @Override
    public void close() throws Exception {
        main.stop();
        feeds.close();
        clients.close();
    }

    private void run() throws Exception {
        main.run();
        feeds.close();
        clients.close();
    }

    /**
     * The system's clock, shifted by {@code nightcall.clock.offset}: what a wrong clock does can be rehearsed, and the real
     * one be left alone.
     */
    static Clock clock(Settings settings) {
        return Clock.offset(Clock.systemUTC(), settings.duration("nightcall.clock.offset"));
    }

    private static HttpServers httpServers(Settings settings, ApiKeys keys, ObjectMapper json, Meters meters,
                                           Readership readership, Clock clock) {
        return new HttpServers(new HttpServerRules(keys, json, CamelProperties.longestBody(settings),
                settings.memory("nightcall.intake.memory", CamelProperties.longestBody(settings)),
                settings.duration("nightcall.http.body-time"), meters, clock),
                new Connections.Limits(settings.integer("nightcall.http.connections"),
                        settings.duration("nightcall.http.header-time"), settings.duration("nightcall.http.idle"),
                        settings.integer("nightcall.http.proxies")), () -> new ManagementServer(json, readership));
    }

    /** The clients of AWS, for commands as well. */
    static Clients clients(Settings settings, Clock clock) {
        return new Clients(settings.duration("nightcall.sqs.timeout"), CamelProperties.longPoll(settings),
                settings.duration("nightcall.dynamodb.timeout"), settings.duration("nightcall.connect.timeout"),
                new ClockWatch(clock, settings.duration("nightcall.clock.tolerance")));
    }

    /**
     * What reads the feeds of a plan, for commands as well.
     *
     * @param shortTime for which a new plan waits for them
     * @param ssm       asked for only when there is a Change Calendar
     */
    static FetchedFeeds feeds(Settings settings, Duration shortTime, Supplier<SsmClient> ssm, Clock clock) {
        return new FetchedFeeds(new FetchedFeeds.Limits(settings.duration("nightcall.feeds.refresh"),
                settings.duration("nightcall.feeds.timeout"),
                settings.integer("nightcall.feeds.max-size"), shortTime), ssm, clock);
    }

    private Map<String, String> prerequisites(Settings settings) {
        Map<String, Named> queues = new LinkedHashMap<>();
        QUEUES.forEach(queue -> queues.put(queue, named(settings, "nightcall.queue." + queue)));
        return new Prerequisites(clients.sqs(), clients.dynamoDb(), clients.kinesis()).check(queues,
                TABLES.stream().map(table -> named(settings, "nightcall.table." + table)).toList(),
                named(settings, "nightcall.stream.contact-records"));
    }

    private static Named named(Settings settings, String setting) {
        return new Named(setting, settings.text(setting));
    }

    private static void requireFreePorts(Settings settings) throws Exception {
        for (String door : List.of("nightcall.http", "nightcall.management", "nightcall.smtp")) {
            PortCheck.requireFree(door, settings.text(door + ".host"), settings.port(door));
        }
        if (TrapDoor.isOpen(settings)) {
            PortCheck.requireFreeForDatagrams("nightcall.snmp", settings.text("nightcall.snmp.host"),
                    settings.port("nightcall.snmp"));
        }
    }

    public static void main(String[] args) throws Exception {
        // SLF4J warns that something was logged while it was about to begin; nobody can do anything about that.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            Settings settings = Settings.read();
            Clock clock = clock(settings);
            if (args.length > 0) {
                // The answer is alone on standard output.
                Logs.quiet();
                System.exit(new Commands(settings, System.out, System.err, clock).run(args));
            }
            settings.check();
            Logs.write(settings.choice("nightcall.log"));
            if (!settings.isDefault("nightcall.clock.offset")) {
                LoggerFactory.getLogger(Nightcall.class)
                        .warn("This clock is wrong on purpose: it says {} by nightcall.clock.offset", clock.instant());
            }
            new Nightcall(settings, clock).run();
        } catch (RuntimeException | PortInUseException e) {
            // Whoever starts Nightcall needs the reason, not where in the code it was found.
            LoggerFactory.getLogger(Nightcall.class).error("Nightcall does not {}: {}", args.length > 0 ? args[0] : "start",
                    e.getMessage());
            LoggerFactory.getLogger(Nightcall.class).debug("because of", e);
            System.exit(args.length > 0 ? Commands.WRONG : 1);
        }
    }
}
