package dev.nightcall.night;

import dev.nightcall.Nightcall;
import dev.nightcall.Patience;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.call.Bucket;
import dev.nightcall.call.Call;
import dev.nightcall.call.Calls;
import dev.nightcall.call.Lines;
import dev.nightcall.call.Quota;
import dev.nightcall.call.Request;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.local.LocalNightcall;
import dev.nightcall.local.Names;
import dev.nightcall.local.connect.ConnectStandIn;
import dev.nightcall.local.connect.ConnectStandInConfig;
import dev.nightcall.queue.Messages;
import dev.nightcall.settings.Settings;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Timeline;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * A Nightcall on the local stand-ins, seen through its doors: alerts go in by HTTP, phones ring at the Connect stand-in,
 * the tables and the timeline say what happened. Times are short: a phone rings for 3 seconds, groupWait is in the plan.
 */
public final class Night implements AutoCloseable {

    private final Cloud cloud;
    private final Names names;
    private final Map<String, String> settings;
    private final KinesisClient kinesis;
    private final DynamoDbClient dynamoDb;
    private final ConnectStandIn connect;
    private final Wire connectWire;
    private final Http connectHttp;
    private final Http door;
    private final Clock clock;
    private final Path onCall;
    private final BackDoor backDoor;
    private Nightcall nightcall;
    private Process process;
    private Http doorBeside;

    /** A night that has not begun. @param changes settings that differ from a test's usual ones */
    Night(Cloud cloud, String onCallYaml, Map<String, String> changes, Clock clock) throws Exception {
        this.cloud = cloud;
        this.clock = clock;
        names = names("t" + UUID.randomUUID().toString().substring(0, 8));
        cloud.provision(names);
        backDoor = new BackDoor(names);
        kinesis = KinesisClient.create();
        dynamoDb = DynamoDbClient.create();
        connect = new ConnectStandIn(ConnectStandInConfig.inMemory((contactId, json) -> kinesis.putRecord(put ->
                put.streamName(names.stream()).partitionKey(contactId).data(SdkBytes.fromUtf8String(json))))).start();
        connectWire = new Wire(connect.port());
        connectHttp = new Http("http://127.0.0.1:" + connect.port(), null);
        connectHttp.put("/settings", Map.of("speechCharactersPerSecond", 200, "inputTimeScale", 0.1,
                "contactRecordDelaySeconds", 1));
        onCall = Files.writeString(Files.createTempFile("oncall", ".yaml"), onCallYaml);
        settings = settings(changes);
        door = new Http("http://127.0.0.1:" + settings.get("nightcall.http"), "local");
    }

    /** Nightcall in this process. */
    public static Night begins(Cloud cloud, String onCallYaml, Map<String, String> changes) throws Exception {
        Night night = new Night(cloud, onCallYaml, changes, Clock.systemUTC());
        night.start();
        return night;
    }

    public static Night begins(Cloud cloud, String onCallYaml, Map<String, String> changes, Clock clock) throws Exception {
        Night night = new Night(cloud, onCallYaml, changes, clock);
        night.start();
        return night;
    }

    /** The tables and queues of a night in which no Nightcall runs. @param clock that of the test, which dates what is written */
    public static Night withoutNightcall(Cloud cloud, Clock clock) throws Exception {
        return new Night(cloud, "", Map.of(), clock);
    }

    /** A night of which the Nightcall is a process of its own, to be killed: see {@link #startProcess()}. */
    public static Night ofProcesses(Cloud cloud, String onCallYaml, Map<String, String> changes) throws Exception {
        return new Night(cloud, onCallYaml, changes, Clock.systemUTC());
    }

    void start() throws Exception {
        System.setProperty("aws.endpointUrlConnect", connectWire.endpoint());
        nightcall = new Nightcall(Settings.of(defaults(), settings, Map.of(), Map.of()), clock).start();
    }

    /** What Camel knows of the Nightcall of this process. */
    CamelContext camel() {
        return nightcall.camelContext();
    }

    /** Ends the Nightcall of this process in good order and starts it again. */
    public void restart() throws Exception {
        stop();
        start();
    }

    /** Ends the Nightcall of this process in good order. */
    void stop() throws Exception {
        nightcall.close();
        nightcall = null;
    }

    /** Starts Nightcall as a process of its own and waits until it takes alerts. */
    public Process startProcess() throws IOException {
        return startProcess(List.of());
    }

    /** The same with more options for its JVM. */
    Process startProcess(List<String> options) throws IOException {
        return startProcess(settings, options);
    }

    /** Starts another one beside the Nightcall that runs in this process, with doors of its own. */
    public Process startProcessBeside() throws IOException {
        return startProcessBeside(Map.of());
    }

    /** The same with other settings. */
    Process startProcessBeside(Map<String, String> changes) throws IOException {
        Map<String, String> beside = new LinkedHashMap<>(settings);
        beside.putAll(changes);
        beside.put("nightcall.http", "" + freePort());
        beside.put("nightcall.management", "" + freePort());
        doorBeside = new Http("http://127.0.0.1:" + beside.get("nightcall.http"), "local");
        return startProcess(beside, List.of());
    }

    /** The HTTP door of the one beside. */
    public Http doorBeside() {
        return doorBeside;
    }

    private Process startProcess(Map<String, String> settings, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.nightcall.Nightcall"));
        ProcessBuilder builder = new ProcessBuilder(command);
        Path config = Files.createTempFile("nightcall", ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newOutputStream(config)) {
            properties.store(out, null);
        }
        builder.environment().putAll(Map.of("NIGHTCALL_CONFIG", config.toString(), "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local", "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL_SQS", cloud.sqs().endpoint(), "AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDb().endpoint(),
                "AWS_ENDPOINT_URL_KINESIS", cloud.kinesis().endpoint(), "AWS_ENDPOINT_URL_CONNECT", connectWire.endpoint()));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        await("Nightcall's start").atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(200))
                .until(() -> isUp(new Http("http://127.0.0.1:" + settings.get("nightcall.http"), "local")));
        return process;
    }

    /** What Nightcalls in processes of their own have written. */
    Path log() {
        return Path.of("target", "nightcall-" + names.stream() + ".log");
    }

    /** What they measure. */
    String metrics() {
        return new Http("http://127.0.0.1:" + settings.get("nightcall.management"), null).send("GET", "/metrics", null).text();
    }

    /** kill -9 */
    public void killProcess() {
        process.destroyForcibly();
        await("the end of the process").until(() -> !process.isAlive());
    }

    private boolean isUp(Http door) {
        if (!process.isAlive()) {
            throw new IllegalStateException("Nightcall has ended with " + process.exitValue() + ", see " + log());
        }
        try {
            return door.send("GET", "/alerts", null).status() == 405;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    public Wire connectWire() {
        return connectWire;
    }

    public Http connect() {
        return connectHttp;
    }

    /** Nightcall's HTTP door, with the key that may do everything. */
    public Http door() {
        return door;
    }

    public Http management() {
        return new Http("http://127.0.0.1:" + settings.get("nightcall.management"), null);
    }

    public Path onCallFile() {
        return onCall;
    }

    /** What a test puts on the queues and the stream directly. */
    public BackDoor backDoor() {
        return backDoor;
    }

    public Names names() {
        return names;
    }

    public String setting(String key) {
        return settings.get(key);
    }

    public Phone phone(String number) {
        return new Phone(connectHttp, number);
    }

    /** A firing alert. @return its id */
    public String fires(String system, String host, String service) {
        return says(Map.of("system", system, "host", host, "service", service));
    }

    public String resolves(String system, String host, String service) {
        return says(Map.of("system", system, "host", host, "service", service, "state", "resolved"));
    }

    public String says(Map<String, ?> alert) {
        return door.post("/alerts", alert).path("alerts").get(0).path("id").asText();
    }

    /** The current, or last, incident of a group. */
    public Optional<Incident> incident(String group) {
        return incidents().ofGroup(group);
    }

    public Incident awaitIncident(String group, Duration atMost, Predicate<Incident> is) {
        await("incident of " + group).atMost(atMost).pollInterval(Duration.ofMillis(50))
                .until(() -> incident(group).filter(is).isPresent());
        return incident(group).orElseThrow();
    }

    public Incident awaitIncident(String group, Predicate<Incident> is) {
        return awaitIncident(group, Patience.OF_A_TEST, is);
    }

    public List<Entry> timeline(String incident) {
        return new Timeline(table(names.tables().timeline())).of(incident, 10_000);
    }

    /** The events of an incident's timeline, as {@code event: reason}. */
    public List<String> events(String incident) {
        return timeline(incident).stream().map(entry -> entry.event() + ": " + entry.reason()).toList();
    }

    /** The alerts of an incident, or held by a suppression. */
    public List<AlertRow> alerts(String holder) {
        return new AlertTable(table(names.tables().alerts()), new Messages(Json.mapper())).of(holder).toList();
    }

    public Call call(String id) {
        return new Calls(table(names.tables().calls())).find(id).orElseThrow();
    }

    /** What a call was about. */
    public List<Request> requests(String callId) {
        Table table = table(names.tables().lines());
        return new Lines(table, transactions(), new Quota(table, Bucket.ofDials(2, 5), 10)).requests(call(callId));
    }

    public Call awaitSettled(String callId) {
        await("call " + callId + " settled").pollInterval(Duration.ofMillis(50))
                .until(() -> call(callId).isSettled());
        return call(callId);
    }

    public Table table(String name) {
        return new Table(dynamoDb, name);
    }

    /** What was accepted and what became of it. */
    public Ledger ledger() {
        return new Ledger(table(names.tables().ledger()), Duration.ofDays(30), clock);
    }

    public Transactions transactions() {
        return new Transactions(dynamoDb);
    }

    /** All incidents, open or not. */
    public List<Incident> allIncidents() {
        return Stream.of(Status.values()).flatMap(status -> incidents().all(status).stream()).toList();
    }

    private Incidents incidents() {
        return new Incidents(table(names.tables().incidents()), transactions(),
                new Timeline(table(names.tables().timeline())), new Messages(Json.mapper()));
    }

    @Override
    public void close() throws Exception {
        if (nightcall != null) {
            nightcall.close();
        }
        if (process != null) {
            killProcess();
        }
        connect.close();
        connectWire.close();
        backDoor.close();
        kinesis.close();
        dynamoDb.close();
    }

    private Map<String, String> settings(Map<String, String> changes) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("nightcall.http", "" + freePort());
        all.put("nightcall.http.host", "127.0.0.1");
        all.put("nightcall.management", "" + freePort());
        all.put("nightcall.management.host", "127.0.0.1");
        all.put("nightcall.smtp", "0");
        all.put("nightcall.smtp.host", "127.0.0.1");
        all.put("nightcall.api-keys", "local:send+operate:local,sender:send:only-send,reader:operate:only-operate");
        all.put("nightcall.oncall", onCall.toString());
        all.put("nightcall.oncall.refresh", "200ms");
        all.put("nightcall.connect.instance-id", ConnectStandInConfig.INSTANCE_ID);
        all.put("nightcall.connect.contact-flow-id", ConnectStandInConfig.CONTACT_FLOW_ID);
        all.put("nightcall.connect.source-number", LocalNightcall.SOURCE_NUMBER);
        all.put("nightcall.connect.timeout", "3s");
        all.put("nightcall.call.ring-limit", "3s");
        all.put("nightcall.call.first-look", "1s");
        all.put("nightcall.call.look-interval", "1s");
        all.put("nightcall.sqs.wait", "2s");
        all.put("nightcall.sqs.visibility", "6s");
        all.put("nightcall.later.hop", "2s");
        all.put("nightcall.queue.alerts", names.queues().alerts());
        all.put("nightcall.queue.recoveries", names.queues().recoveries());
        all.put("nightcall.queue.later", names.queues().later());
        all.put("nightcall.queue.calls", names.queues().calls());
        all.put("nightcall.queue.notices", names.queues().notices());
        all.put("nightcall.queue.dead-letters", names.queues().deadLetters());
        all.put("nightcall.table.incidents", names.tables().incidents());
        all.put("nightcall.table.alerts", names.tables().alerts());
        all.put("nightcall.table.timeline", names.tables().timeline());
        all.put("nightcall.table.suppressions", names.tables().suppressions());
        all.put("nightcall.table.lines", names.tables().lines());
        all.put("nightcall.table.calls", names.tables().calls());
        all.put("nightcall.table.overrides", names.tables().overrides());
        all.put("nightcall.table.ledger", names.tables().ledger());
        all.put("nightcall.table.contact-record-leases", names.stream() + "-leases");
        all.put("nightcall.stream.contact-records", names.stream());
        if (!clock.equals(Clock.systemUTC())) {
            // The stand-ins date their answers by the real one.
            all.put("nightcall.clock.tolerance", "8784h");
        }
        all.putAll(changes);
        return all;
    }

    static Names names(String prefix) {
        return new Names(new Names.Queues(prefix + "-alerts", prefix + "-recoveries", prefix + "-later", prefix + "-calls",
                prefix + "-notices", prefix + "-dead-letters"),
                new Names.Tables(prefix + "-incidents", prefix + "-alerts", prefix + "-timeline", prefix + "-suppressions",
                        prefix + "-lines", prefix + "-calls", prefix + "-overrides", prefix + "-ledger"), prefix + "-contact-records");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Night.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> defaults.put(key, properties.getProperty(key)));
        return defaults;
    }
}
