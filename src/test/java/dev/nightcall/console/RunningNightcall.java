package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.Nightcall;
import dev.nightcall.local.Endpoints;
import dev.nightcall.local.LocalNightcall;
import dev.nightcall.local.StandIns;
import dev.nightcall.local.StandInsConfig;
import dev.nightcall.settings.Settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A whole Nightcall and its stand-ins in this process, spoken to over HTTP. */
final class RunningNightcall implements AutoCloseable {

    static final String OPERATOR = "operator-key-1";
    static final String SENDER = "sender-key-1";

    /** Sato's telephone rings until somebody does something about it. */
    static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            teams:
              web: [suzuki, sato]
            policies:
              default:
                groupWait: 30s
                ackTimeout: 60m
                steps: [{recipients: ["call:sato"], wait: 3m}]
              called:
                groupWait: 1ms
                rounds: 2
                steps:
                  - {recipients: ["call:suzuki"], wait: 30m}
                  - {recipients: ["call:web", "direct:notify-log"], wait: 30m}
                fallback: ["direct:notify-log"]
            rules:
              - {match: {system: "called*"}, policy: called}
            """;

    final StandIns standIns;
    final int port = freePort();
    final int managementPort = freePort();
    final Path plan;
    private final Nightcall nightcall;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    RunningNightcall() throws Exception {
        this(PLAN);
    }

    RunningNightcall(String planText) throws Exception {
        plan = Files.writeString(Files.createTempFile("oncall", ".yaml"), planText);
        standIns = StandIns.start(StandInsConfig.onFreePorts(null));
        try {
            pointSdkAt(standIns.endpoints());
            nightcall = new Nightcall(settings(), Clock.systemUTC()).start();
        } catch (Exception e) {
            standIns.close();
            throw e;
        }
    }

    Endpoints endpoints() {
        return standIns.endpoints();
    }

    /** Looks at something of the API. */
    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Looks at health or metrics. */
    Answer manage(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path)).GET());
    }

    /** A monitor sends an alert. */
    void alert(String system, String host, String service, String severity, String state) {
        Answer answer = send(at(path("/alerts")).header("x-api-key", SENDER).POST(BodyPublishers.ofString("""
                {"system": "%s", "host": "%s", "service": "%s", "severity": "%s", "state": "%s", "summary": "it hurts"}"""
                .formatted(system, host, service, severity, state))));
        if (answer.status() != 202) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** Tells a telephone what to do from now on. */
    void script(String number, String script) {
        send(at(endpoints().connect() + "/phones/" + number.replace("+", "%2B")).PUT(BodyPublishers.ofString(script)));
    }

    HttpRequest.Builder request(String path) {
        return at(path(path)).header("x-api-key", OPERATOR);
    }

    HttpRequest.Builder without(String path) {
        return at(path(path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().firstValue("content-type").orElse(""),
                    response.body(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String type, String body, ObjectMapper mapper) {

        JsonNode json() {
            try {
                return mapper.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    @Override
    public void close() throws Exception {
        try {
            nightcall.close();
        } finally {
            standIns.close();
            Files.delete(plan);
        }
    }

    private String path(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static HttpRequest.Builder at(String uri) {
        return HttpRequest.newBuilder(URI.create(uri));
    }

    private Settings settings() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
            defaults.load(in);
        }
        Map<String, String> all = new HashMap<>();
        defaults.stringPropertyNames().forEach(name -> all.put(name, defaults.getProperty(name)));
        Map<String, String> chosen = new HashMap<>();
        chosen.put("nightcall.http", "" + port);
        chosen.put("nightcall.http.host", "127.0.0.1");
        chosen.put("nightcall.management", "" + managementPort);
        chosen.put("nightcall.management.host", "127.0.0.1");
        chosen.put("nightcall.oncall", plan.toString());
        chosen.put("nightcall.oncall.refresh", "100ms");
        chosen.put("nightcall.api-keys", "desk:operate:" + OPERATOR + ",zabbix:send:" + SENDER);
        chosen.put("nightcall.connect.instance-id", LocalNightcall.INSTANCE_ID);
        chosen.put("nightcall.connect.contact-flow-id", LocalNightcall.CONTACT_FLOW_ID);
        chosen.put("nightcall.connect.source-number", LocalNightcall.SOURCE_NUMBER);
        chosen.put("nightcall.sqs.wait", "1s");
        chosen.put("nightcall.health.interval", "300ms");
        chosen.put("nightcall.call.first-look", "500ms");
        chosen.put("nightcall.call.look-interval", "1s");
        chosen.put("camel.main.shutdownTimeout", "5");
        return Settings.of(all, Map.of(), Map.of(), chosen);
    }

    private static void pointSdkAt(Endpoints endpoints) {
        System.setProperty("aws.endpointUrlSqs", endpoints.sqs().toString());
        System.setProperty("aws.endpointUrlDynamoDb", endpoints.dynamoDb().toString());
        System.setProperty("aws.endpointUrlKinesis", endpoints.kinesis().toString());
        System.setProperty("aws.endpointUrlConnect", endpoints.connect().toString());
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "us-east-1");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
