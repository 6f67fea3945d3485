package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.local.Endpoints;
import dev.nightcall.local.LocalNightcall;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import dev.nightcall.local.connect.ConnectStandIn;
import dev.nightcall.local.connect.ConnectStandInConfig;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Queues, tables, a stream and an Amazon Connect for one measurement, and the Nightcalls on them. */
final class Site implements AutoCloseable {

    private static final String INTERCEPTORS = "software/amazon/awssdk/global/handlers/execution.interceptors";

    private final Endpoints endpoints;
    private final Names names;
    private final Path folder;
    private final Path interceptors;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> java = new ArrayList<>(Image.options());
    private final SqsClient sqs = SqsClient.create();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final KinesisClient kinesis = KinesisClient.create();
    private final ConnectStandIn connect;
    private final Web phones;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Forked> nightcalls = new CopyOnWriteArrayList<>();

    /** @param plan what oncall.yaml says */
    Site(Endpoints endpoints, String prefix, String plan) throws IOException {
        this.endpoints = endpoints;
        names = names(prefix);
        folder = Files.createTempDirectory("nightcall-bench");
        Provisioning provisioning = new Provisioning(names);
        provisioning.createQueues(sqs);
        provisioning.createTables(dynamoDb);
        provisioning.createStream(kinesis);
        connect = new ConnectStandIn(ConnectStandInConfig.inMemory((contactId, json) -> kinesis.putRecord(put -> put
                .streamName(names.stream()).partitionKey(contactId).data(SdkBytes.fromUtf8String(json))))).start();
        phones = new Web(connect.port());
        interceptors = interceptors(folder.resolve("interceptors.jar"));
        settings.putAll(Map.of("nightcall.http.host", "127.0.0.1", "nightcall.management.host", "127.0.0.1",
                "nightcall.smtp", "0", "nightcall.smtp.host", "127.0.0.1", "nightcall.api-keys", "bench:send+operate:" + Web.KEY,
                "nightcall.oncall", Files.writeString(folder.resolve("oncall.yaml"), plan).toString(),
                "nightcall.connect.instance-id", ConnectStandInConfig.INSTANCE_ID,
                "nightcall.connect.contact-flow-id", ConnectStandInConfig.CONTACT_FLOW_ID,
                "nightcall.connect.source-number", LocalNightcall.SOURCE_NUMBER));
        settings.putAll(nameSettings());
    }

    Site with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Options for the Java of the Nightcalls that are started from now on, instead of those before. */
    Site java(List<String> options) {
        java.clear();
        java.addAll(options);
        return this;
    }

    Path folder() {
        return folder;
    }

    /** Starts one more Nightcall; several may start at the same time. */
    Forked nightcall() throws Exception {
        int number = begun.incrementAndGet();
        Path requests = Files.createDirectory(folder.resolve("requests-" + number));
        Properties all = new Properties();
        all.putAll(settings);
        int http = freePort();
        int management = freePort();
        all.setProperty("nightcall.http", "" + http);
        all.setProperty("nightcall.management", "" + management);
        Path config = folder.resolve("nightcall-" + number + ".properties");
        try (var out = Files.newOutputStream(config)) {
            all.store(out, null);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of("-D" + RequestCounter.FOLDER + "=" + requests, "-cp",
                System.getProperty("java.class.path") + System.getProperty("path.separator") + interceptors,
                "dev.nightcall.Nightcall"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("NIGHTCALL_CONFIG", config.toString(), "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local", "AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_SQS", "" + endpoints.sqs(),
                "AWS_ENDPOINT_URL_DYNAMODB", "" + endpoints.dynamoDb(), "AWS_ENDPOINT_URL_KINESIS", "" + endpoints.kinesis(),
                "AWS_ENDPOINT_URL_CONNECT", "" + connect.endpoint()));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("nightcall-" + number + ".log").toFile());
        Forked nightcall = new Forked(builder, requests, http, management);
        nightcalls.add(nightcall);
        return nightcall;
    }

    Names names() {
        return names;
    }

    SqsClient sqs() {
        return sqs;
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** The Connect stand-in, its telephones and settings. */
    Web phones() {
        return phones;
    }

    /** How often Connect answered StartOutboundVoiceContact so. @param answer the beginning, as in 200 */
    long dials(String answer) throws IOException, InterruptedException {
        JsonNode answers = phones.get("/requests").path("StartOutboundVoiceContact");
        long sum = 0;
        for (var one : (Iterable<Map.Entry<String, JsonNode>>) answers::fields) {
            sum += one.getKey().startsWith(answer) ? one.getValue().asLong() : 0;
        }
        return sum;
    }

    @Override
    public void close() throws Exception {
        for (Forked nightcall : nightcalls) {
            nightcall.close();
        }
        connect.close();
        sqs.close();
        dynamoDb.close();
        kinesis.close();
    }

    private Map<String, String> nameSettings() {
        Map<String, String> all = new HashMap<>();
        all.put("nightcall.queue.alerts", names.queues().alerts());
        all.put("nightcall.queue.recoveries", names.queues().recoveries());
        all.put("nightcall.queue.later", names.queues().later());
        all.put("nightcall.queue.calls", names.queues().calls());
        all.put("nightcall.queue.notices", names.queues().notices());
        all.put("nightcall.queue.dead-letters", names.queues().deadLetters());
        for (String table : List.of(names.tables().incidents(), names.tables().alerts(), names.tables().timeline(),
                names.tables().suppressions(), names.tables().lines(), names.tables().fleet(), names.tables().calls(),
                names.tables().overrides(), names.tables().ledger())) {
            all.put("nightcall.table." + table.substring(table.indexOf('-') + 1), table);
        }
        all.put("nightcall.table.contact-record-leases", names.stream() + "-leases");
        all.put("nightcall.stream.contact-records", names.stream());
        return all;
    }

    private static Names names(String p) {
        return new Names(new Names.Queues(p + "-alerts", p + "-recoveries", p + "-later", p + "-calls", p + "-notices",
                        p + "-dead-letters"),
                new Names.Tables(p + "-incidents", p + "-alerts", p + "-timeline", p + "-suppressions", p + "-lines",
                        p + "-fleet", p + "-calls", p + "-overrides", p + "-ledger"), p + "-contact-records");
    }

    /** A jar: Java shares no classes between processes that have a folder on their class path. */
    private static Path interceptors(Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(INTERCEPTORS));
            out.write((RequestCounter.class.getName() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
