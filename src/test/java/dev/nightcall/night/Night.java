package dev.nightcall.night;

import dev.nightcall.Nightcall;
import dev.nightcall.Patience;
import dev.nightcall.Ports;
import dev.nightcall.aws.Table;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.local.Names;
import dev.nightcall.local.connect.ConnectStandIn;
import dev.nightcall.local.connect.ConnectStandInConfig;
import dev.nightcall.settings.Settings;
import dev.nightcall.timeline.Entry;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private NightcallProcess process;
    private Http doorBeside;

    /** A night that has not begun. @param changes settings that differ from a test's usual ones */
    Night(Cloud cloud, String onCallYaml, Map<String, String> changes, Clock clock) throws Exception {
        this.cloud = cloud;
        this.clock = clock;
        names = NightSettings.names("t" + UUID.randomUUID().toString().substring(0, 8));
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
        settings = NightSettings.of(names, onCall, clock, changes);
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
        nightcall = new Nightcall(Settings.of(NightSettings.defaults(), settings, Map.of(), Map.of()), clock).start();
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
        beside.put("nightcall.http", "" + Ports.free());
        beside.put("nightcall.management", "" + Ports.free());
        doorBeside = new Http("http://127.0.0.1:" + beside.get("nightcall.http"), "local");
        return startProcess(beside, List.of());
    }

    /** The HTTP door of the one beside. */
    public Http doorBeside() {
        return doorBeside;
    }

    private Process startProcess(Map<String, String> own, List<String> options) throws IOException {
        process = NightcallProcess.start(cloud, connectWire, own, options, log());
        return process.awaitUp();
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
        process.kill();
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
        return tables().incidents().ofGroup(group);
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
        return tables().timeline().of(incident, 10_000);
    }

    /** The events of an incident's timeline, as {@code event: reason}. */
    public List<String> events(String incident) {
        return timeline(incident).stream().map(entry -> entry.event() + ": " + entry.reason()).toList();
    }

    /** The alerts of an incident, or held by a suppression. */
    public List<AlertRow> alerts(String holder) {
        return tables().alerts().of(holder).toList();
    }

    public Call call(String id) {
        return tables().calls().find(id).orElseThrow();
    }

    public Call awaitSettled(String callId) {
        await("call " + callId + " settled").pollInterval(Duration.ofMillis(50))
                .until(() -> call(callId).isSettled());
        return call(callId);
    }

    public Table table(String name) {
        return tables().table(name);
    }

    /** What is written down of it. */
    public NightTables tables() {
        return new NightTables(names.tables(), dynamoDb, clock);
    }

    /** All incidents, open or not. */
    public List<Incident> allIncidents() {
        return Stream.of(Status.values()).flatMap(status -> tables().incidents().all(status).stream()).toList();
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
}
