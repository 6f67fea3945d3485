package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.Departure;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.StartOutboundVoiceContactRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A stand-in that is quick, Amazon's own client for it, and its telephones. */
final class Telephony implements AutoCloseable {

    static final String SATO = "+819012345678";
    static final String GREETING = "This is Nightcall. Press 1.";
    static final String MENU = "XYZ, web-1, CPU Utilization. 1 take, 3 pass on, 9 watch, star again.";
    static final String MINUTES = "How many minutes?";
    static final String GOODBYE = "Goodbye.";

    /** The number of the instance that these tests call from. */
    static final String FROM = "+815012345678";

    /** Text takes no time, five seconds of waiting for a key take 100 ms, and nothing is throttled. */
    static final Map<String, ?> QUICK = Map.of("speechCharactersPerSecond", 1_000_000, "inputTimeScale", 0.02,
            "contactRecordDelaySeconds", 0.02, "ratePerSecond", 1000, "burst", 1000, "quotas", Map.of(),
            "phoneNumbers", List.of(FROM));

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> records;
    final ConnectStandIn standIn;
    final ConnectClient connect;
    private final HttpClient http = HttpClient.newHttpClient();

    private Telephony(ConnectStandInConfig config, List<JsonNode> records) {
        this.records = records;
        this.standIn = new ConnectStandIn(config).start();
        this.connect = ConnectClient.builder().endpointOverride(standIn.endpoint()).region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(4)))
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(Departure.interceptor())).build();
    }

    static Telephony quick() {
        return quick(config -> config);
    }

    static Telephony quick(UnaryOperator<ConnectStandInConfig> change) {
        List<JsonNode> records = new CopyOnWriteArrayList<>();
        ConnectStandInConfig config = ConnectStandInConfig.inMemory((id, json) -> records.add(JSON.readTree(json)))
                .withSettings(Settings.defaults().with(QUICK));
        return new Telephony(change.apply(config), records);
    }

    static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10));
    }

    static Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put("call_id", "call-1");
        texts.put("voice", "Takumi");
        texts.put("language", "en-US");
        texts.put("greeting", GREETING);
        texts.put("message", "XYZ, web-1, CPU Utilization.");
        texts.put("menu", "1 take, 3 pass on, 9 watch, star again.");
        texts.put("ask_minutes", MINUTES);
        texts.put("taken", "Taken.");
        texts.put("passed_on", "Passed on.");
        texts.put("suppressed", "Watching.");
        texts.put("goodbye", GOODBYE);
        texts.put("check_flag", "0");
        return texts;
    }

    static StartOutboundVoiceContactRequest.Builder request(String number) {
        return StartOutboundVoiceContactRequest.builder().instanceId(ConnectStandInConfig.INSTANCE_ID)
                .contactFlowId(ConnectStandInConfig.CONTACT_FLOW_ID).destinationPhoneNumber(number)
                .sourcePhoneNumber(FROM).attributes(texts());
    }

    /** @return the contact id */
    String call(String number) {
        return call(number, request -> { });
    }

    String call(String number, Consumer<StartOutboundVoiceContactRequest.Builder> change) {
        StartOutboundVoiceContactRequest.Builder request = request(number);
        change.accept(request);
        return connect.startOutboundVoiceContact(request.build()).contactId();
    }

    /** Scripts the phone; keys come quickly. */
    void script(String number, String behaviour, String... keys) {
        put("/phones/" + number, Map.of("behaviour", behaviour, "afterSeconds", 0.01, "keys", List.of(keys),
                "keyAfterSeconds", 0.01));
    }

    /** Calls a phone that answers and presses {@code keys}, and waits for the end. */
    JsonNode conversation(String... keys) {
        script(SATO, "answer", keys);
        return ended(call(SATO));
    }

    /** The call as the phone has it, when it has ended. */
    JsonNode ended(String contactId) {
        return await().until(() -> at(contactId), call -> call.hasNonNull("endedAt"));
    }

    JsonNode at(String contactId) {
        String number = describe(contactId).customerEndpoint().address();
        for (JsonNode call : get("/phones/" + number + "/calls")) {
            if (call.path("contactId").asText().equals(contactId)) {
                return call;
            }
        }
        throw new AssertionError("the phone has no call " + contactId);
    }

    Contact describe(String contactId) {
        return connect.describeContact(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID).contactId(contactId))
                .contact();
    }

    void stop(String contactId) {
        connect.stopContact(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID).contactId(contactId));
    }

    Map<String, String> attributes(String contactId) {
        return connect.getContactAttributes(of -> of.instanceId(ConnectStandInConfig.INSTANCE_ID)
                .initialContactId(contactId)).attributes();
    }

    void settings(Map<String, ?> changes) {
        put("/settings", changes);
    }

    void put(String path, Object body) {
        HttpResponse<String> answer = send("PUT", path, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    JsonNode get(String path) {
        return tree(send("GET", path, null).body());
    }

    HttpResponse<String> send(String method, String path, Object body) {
        HttpRequest.BodyPublisher publisher = body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body instanceof String text ? text
                        : JSON.valueToTree(body).toString());
        try {
            return http.send(HttpRequest.newBuilder(standIn.endpoint().resolve(path)).method(method, publisher).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connect.close();
        standIn.close();
    }
}
