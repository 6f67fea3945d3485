package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A whole Nightcall in this process, spoken to over HTTP. */
final class RunningNightcall implements AutoCloseable {

    static final String OPERATOR = "only-operate";
    /** What the settings call that key. */
    static final String KEY_NAME = "reader";
    static final String SENDER = "only-send";

    /** Sato's telephone rings until somebody does something about it. */
    static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
              tanaka: {name: 田中, phones: [{number: "+819000000003"}]}
            teams:
              web: [suzuki, sato]
            schedules:
              primary:
                timezone: Europe/London
                layers: [{participants: [sato, suzuki], rotation: daily, start: 2026-11-20T09:00, end: 2026-12-01T09:00}]
                overrides:
                  - {from: 2026-11-25T10:00, to: 2026-11-25T12:00, engineer: sato, by: suzuki, reason: "dentist; back at 12"}
                  - {from: 2099-05-01T10:00, to: 2099-05-01T12:00, engineer: sato, insteadOf: suzuki, by: sato, reason: later}
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
              on-duty:
                groupWait: 1ms
                steps: [{recipients: ["call:primary"]}]
            rules:
              - {match: {system: "called*"}, policy: called}
            """;

    final Night night;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    RunningNightcall(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of("nightcall.health.interval", "300ms", "camel.main.shutdownTimeout", "5"));
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
        return send(management(path));
    }

    HttpRequest.Builder management(String path) {
        return at("http://127.0.0.1:" + night.setting("nightcall.management") + path).GET();
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
    void script(String number, Map<String, ?> script) {
        night.connect().put("/phones/" + number.replace("+", "%2B"), script);
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
                    response.body(), json, response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String type, String body, ObjectMapper mapper, HttpHeaders headers) {

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
        night.close();
    }

    private String path(String path) {
        return "http://127.0.0.1:" + night.setting("nightcall.http") + path;
    }

    private static HttpRequest.Builder at(String uri) {
        return HttpRequest.newBuilder(URI.create(uri));
    }
}
