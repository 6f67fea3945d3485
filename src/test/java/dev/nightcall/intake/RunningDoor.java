package dev.nightcall.intake;

import dev.nightcall.Ports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertReader;
import dev.nightcall.alert.Json;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.main.Main;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** The door as it runs: Camel Main with {@code routes/http.yaml}, or other doors, in front of an SQS in process. */
public final class RunningDoor implements AutoCloseable {

    public static final String SENDER = "sender-key-1";
    static final String OTHER_SENDER = "sender-key-2";
    static final String OPERATOR = "operator-key-1";
    public static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** As in a small container. */
    private static final Memory READING = new Memory(96_000_000);
    private static final Duration IN_TIME = Duration.ofSeconds(30);
    static final Connections.Limits CONNECTIONS =
            new Connections.Limits(50, Duration.ofSeconds(3), Duration.ofSeconds(30), 1);
    private static final String KEYS = "zabbix:send:" + SENDER + ",prtg:send:" + OTHER_SENDER + ",desk:operate:" + OPERATOR;

    private final ObjectMapper json = Json.mapper();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Main main = new Main();
    private final SQSRestServer sqsServer;
    private final SqsClient sqs;
    private final String queueUrl;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final AtomicInteger requestsUntilRefusal = new AtomicInteger(-1);
    private final List<SendMessageBatchRequest> requests = new CopyOnWriteArrayList<>();
    private final Sending sending;
    private volatile Between between = (request, real) -> real.apply(request);

    /** What happens to a request on its way to SQS. */
    interface Between {

        SendMessageBatchResponse send(SendMessageBatchRequest request,
                                      Function<SendMessageBatchRequest, SendMessageBatchResponse> real);
    }

    RunningDoor() {
        this(new Sending.Limits(20_000, 8), 67_108_864, alerts -> {
        });
    }

    /** @param memory for the bodies of all requests */
    RunningDoor(Sending.Limits limits, int memory, Consumer<List<Alert>> accepted) {
        this("routes/http.yaml", 262_144, KEYS, memory, IN_TIME, limits, accepted, main -> {
        });
    }

    /** @param inTime within which a body has to come */
    RunningDoor(int memory, Duration inTime) {
        this("routes/http.yaml", 262_144, KEYS, memory, inTime, new Sending.Limits(20_000, 8), alerts -> {
        }, main -> {
        });
    }

    /**
     * @param routes  the files in YAML
     * @param maxBody in bytes
     * @param keys    as the setting has them
     * @param more    adds other doors
     */
    public RunningDoor(String routes, int maxBody, String keys, Consumer<Main> more) {
        this(routes, maxBody, keys, 67_108_864, IN_TIME, new Sending.Limits(20_000, 8), alerts -> {
        }, more);
    }

    private RunningDoor(String routes, int maxBody, String allowed, int memory, Duration inTime, Sending.Limits limits,
                        Consumer<List<Alert>> accepted, Consumer<Main> more) {
        sqsServer = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
        sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:"
                        + sqsServer.waitUntilStarted().localAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(ApacheHttpClient.builder().connectionTimeout(Duration.ofSeconds(1)))
                .overrideConfiguration(client -> client.apiCallTimeout(Duration.ofSeconds(15)))
                .build();
        queueUrl = sqs.createQueue(queue -> queue.queueName("nightcall-alerts")
                // The first request of a process that has much else to do.
                .overrideConfiguration(request -> request.apiCallTimeout(Duration.ofSeconds(60)))).queueUrl();

        main.addOverrideProperty("camel.server.host", "127.0.0.1");
        main.addOverrideProperty("camel.server.port", String.valueOf(port));
        main.addOverrideProperty("camel.server.maxBodySize", String.valueOf(maxBody));
        main.addOverrideProperty("camel.server.fileUploadEnabled", "false");
        // A second HTTP server, as in production: Camel must keep them apart.
        main.addOverrideProperty("camel.management.enabled", "true");
        main.addOverrideProperty("camel.management.host", "127.0.0.1");
        main.addOverrideProperty("camel.management.port", String.valueOf(managementPort));
        main.addOverrideProperty("camel.management.healthCheckEnabled", "true");
        main.addOverrideProperty("camel.server.enabled", "true");
        main.addOverrideProperty("camel.main.routesIncludePattern", "file:" + routes);
        Meters meters = new Meters(registry, CLOCK);
        ApiKeys keys = new ApiKeys(allowed);
        main.bind("httpDoor", new HttpDoor(keys,
                new AlertReader(CLOCK, () -> ZoneId.of("Asia/Tokyo"), READING), READING, maxBody, json));
        main.configure().addRoutesBuilder(new HttpErrors(new ProblemAnswer(json, new OutageLog(CLOCK))));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/broken").routeConfigurationId(HttpErrors.ID)
                        .throwException(new IllegalStateException("secret"));
            }
        });
        sending = new Sending(refusing(sqs), firing -> queueUrl, json, limits, accepted, meters);
        main.configure().addRoutesBuilder(new IntakeRoutes(sending, new ClockWatch(CLOCK, Duration.ofSeconds(20)),
                new OutageLog(CLOCK)));
        main.bind("httpServers", new HttpServers(new HttpServerRules(keys, json, maxBody, memory, inTime, meters, CLOCK),
                CONNECTIONS, ManagementHttpServer::new));
        more.accept(main);
        main.start();
    }

    /** How often something was counted. */
    public double counted(String name) {
        return registry.get(name).counter().count();
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    public int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** A request with the sender's key; {@link #send} it. */
    HttpRequest.Builder post(String body) {
        return at("/alerts").header("X-Api-Key", SENDER).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public Alert alert(Message message) {
        try {
            return json.readValue(message.body(), Alert.class);
        } catch (IOException e) {
            throw new UncheckedIOException(message.body(), e);
        }
    }

    /** Takes all that is in the queue now. */
    public List<Message> taken() {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(10)
                    .messageAttributeNames("All")).messages();
            some.forEach(message -> sqs.deleteMessage(
                    delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    /** SQS takes so many more requests, refuses one, and takes the others again. */
    public void refuseOneAfter(int more) {
        requestsUntilRefusal.set(more);
    }

    void between(Between other) {
        between = other;
    }

    /** What was sent to SQS, taken or not. */
    List<SendMessageBatchRequest> requests() {
        return requests;
    }

    Sending sending() {
        return sending;
    }

    public void stopSqs() {
        sqsServer.stopAndWait();
    }

    private SqsClient refusing(SqsClient real) {
        return new SqsClient() {
            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
                requests.add(request);
                if (requestsUntilRefusal.getAndDecrement() == 0) {
                    throw SdkClientException.create("SQS is away");
                }
                return between.send(request, real::sendMessageBatch);
            }

            @Override
            public String serviceName() {
                return real.serviceName();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    @Override
    public void close() {
        main.stop();
        try {
            sending.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sqs.close();
        stopSqs();
    }
}
