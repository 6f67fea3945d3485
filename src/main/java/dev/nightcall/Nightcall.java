package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.AlertReader;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.Clients;
import dev.nightcall.aws.Prerequisites;
import dev.nightcall.aws.Prerequisites.Named;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.HttpDoor;
import dev.nightcall.intake.HttpErrors;
import dev.nightcall.intake.HttpServerRules;
import dev.nightcall.intake.PortCheck;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.logs.Logs;
import dev.nightcall.metrics.Meters;
import dev.nightcall.metrics.Metrics;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Starts Nightcall: reads the settings, binds the beans, adds the routes. */
public final class Nightcall implements AutoCloseable {

    static final List<String> QUEUES = List.of("alerts", "later", "calls", "dead-letters");
    static final List<String> TABLES = List.of("incidents", "alerts", "timeline", "suppressions", "lines", "calls");

    private final Main main = new Main();
    private final Clients clients;

    /** @param clock what time it is; anything but the system's clock is for tests */
    public Nightcall(Settings settings, Clock clock) throws Exception {
        requireFreePorts(settings);
        OnCallFile onCall = new OnCallFile(Path.of(settings.text("nightcall.oncall")));
        ApiKeys keys = new ApiKeys(settings.optional("nightcall.api-keys").orElse(""));
        clients = new Clients(settings.duration("nightcall.sqs.timeout"), settings.duration("nightcall.sqs.wait"),
                settings.duration("nightcall.dynamodb.timeout"), settings.duration("nightcall.connect.timeout"));
        Queues queues = new Queues(prerequisites(settings));
        ObjectMapper json = Json.mapper();

        main.setOverrideProperties(camelProperties(settings, queues));
        main.bind("sqs", clients.sqs());
        main.bind("sqsReceiving", clients.sqsReceiving());
        main.bind("onCall", onCall);
        main.bind("apiKeys", keys);
        main.bind("httpDoor", new HttpDoor(keys, new AlertReader(clock, () -> onCall.get().timezone()), json));
        main.bind("httpServerRules", new HttpServerRules(json));
        main.configure().addRoutesBuilder(new HttpErrors(new ProblemAnswer(json)));
        PrometheusMeterRegistry metrics = Metrics.registry();
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics);
        new Rooms(settings, clients, queues, onCall, keys, json, new Meters(metrics, clock), clock).addTo(main);
    }

    /** Starts and returns; the routes run until {@link #close()}. */
    public Nightcall start() throws Exception {
        main.start();
        return this;
    }

    /** Camel's own view, for tests. */
    public org.apache.camel.CamelContext camelContext() {
        return main.getCamelContext();
    }

    @Override
    public void close() throws Exception {
        main.stop();
        clients.close();
    }

    private void run() throws Exception {
        main.run();
        clients.close();
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
        for (String door : List.of("nightcall.http", "nightcall.management")) {
            PortCheck.requireFree(door, settings.text(door + ".host"), settings.port(door));
        }
    }

    /** What Camel is told: our settings, and of its own only what follows from them. */
    private static Properties camelProperties(Settings settings, Queues queues) {
        Properties camel = new Properties();
        camel.putAll(settings.asMap());
        camel.put("camel.main.autoConfigurationLogSummary", "false");
        camel.put("camel.main.routesIncludePattern", "file:" + settings.text("nightcall.routes") + "/*.yaml");
        camel.put("camel.server.enabled", "true");
        camel.put("camel.server.host", settings.text("nightcall.http.host"));
        camel.put("camel.server.port", "" + settings.port("nightcall.http"));
        camel.put("camel.server.maxBodySize", "" + settings.integer("nightcall.http.max-body", 1024, 100_000_000));
        camel.put("camel.server.fileUploadEnabled", "false");
        camel.put("camel.management.enabled", "true");
        camel.put("camel.management.host", settings.text("nightcall.management.host"));
        camel.put("camel.management.port", "" + settings.port("nightcall.management"));
        camel.put("camel.management.healthCheckEnabled", "true");
        camel.put("camel.management.healthPath", "/health");
        camel.put("camel.management.metricsEnabled", "true");
        camel.put("camel.metrics.enabled", "true");
        camel.put("camel.metrics.path", "/metrics");
        camel.put("camel.metrics.enableExchangeEventNotifier", "false");
        camel.put("camel.metrics.enableRouteEventNotifier", "false");
        camel.put("camel.metrics.routePolicyLevel", "route");
        // Our own checks look at what Camel's check of each consumer would guess from its last poll.
        camel.put("camel.health.consumersEnabled", "false");
        camel.put("camel.health.exposureLevel", "full");
        long visibility = settings.duration("nightcall.sqs.visibility").toSeconds();
        Duration wait = settings.duration("nightcall.sqs.wait");
        // greedy: the next receive follows at once. The back-off keeps an unreachable SQS from being asked all the time.
        camel.put("nightcall.sqs.receive", "amazonSQSClient=#sqsReceiving&autoCreateQueue=false&maxMessagesPerPoll=1"
                + "&waitTimeSeconds=" + wait.toSeconds() + "&visibilityTimeout=" + visibility
                + "&extendMessageVisibility=true&attributeNames=ApproximateReceiveCount,SentTimestamp&greedy=true&initialDelay=0&delay=50"
                + "&backoffErrorThreshold=1&backoffIdleThreshold=1000000&backoffMultiplier=40");
        camel.put("nightcall.sqs.send", "amazonSQSClient=#sqs&autoCreateQueue=false&messageHeaderExceededLimit=FAIL");
        QUEUES.forEach(queue -> camel.put("nightcall.queue." + queue + ".url", queues.url(queue)));
        return camel;
    }

    public static void main(String[] args) throws Exception {
        try {
            Settings settings = Settings.load();
            Logs.write(settings.choice("nightcall.log", "plain", "json"));
            new Nightcall(settings, Clock.systemUTC()).run();
        } catch (RuntimeException | dev.nightcall.intake.PortInUseException e) {
            // Whoever starts Nightcall needs the reason, not where in the code it was found.
            LoggerFactory.getLogger(Nightcall.class).error("Nightcall does not start: {}", e.getMessage());
            LoggerFactory.getLogger(Nightcall.class).debug("because of", e);
            System.exit(1);
        }
    }

}
