package dev.nightcall.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.RunningDoor;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The doors of webhooks as they run, with the sources that Nightcall comes with, in front of an SQS in process. */
final class RunningWebhooks implements AutoCloseable {

    static final String KEY = "key-of-zabbix/1";
    static final String LIMITED = "key-of-mackerel";
    static final String OPERATOR = "key-of-the-desk";
    static final int LONGEST = 8_388_608;

    private static final String KEYS = "zabbix:send:" + KEY + ",limited:send@mackerel:" + LIMITED + ",desk:operate:" + OPERATOR;
    /** As in a small container. */
    static final Memory MEMORY = new Memory(96_000_000);
    private static final Path SAMPLES = Path.of("src/test/resources/samples/webhook");

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final RunningDoor door;

    RunningWebhooks() {
        this("", uri -> {
            throw new IOException("nobody is asked anything here");
        }, Clock.fixed(RunningDoor.NOW, ZoneOffset.UTC));
    }

    RunningWebhooks(String topics, Fetch fetch, Clock clock) {
        door = new RunningDoor("routes/webhook-*.yaml", LONGEST, KEYS, main -> add(main, topics, fetch, clock));
    }

    private void add(Main main, String topics, Fetch fetch, Clock clock) {
        Meters meters = new Meters(registry, clock);
        Sources sources = new Sources(Path.of("routes/tables"), clock, () -> ZoneId.of("Asia/Tokyo"));
        main.configure().addRoutesBuilder(new ReadingRoutes(sources, MEMORY, meters));
        new WebhookDoors(new ApiKeys(KEYS), sources, new ProblemAnswer(Json.mapper(), new OutageLog(clock)), Json.mapper(), meters,
                clock, MEMORY, LONGEST, topics, fetch).routes()
                .forEach(main.configure()::addRoutesBuilder);
    }

    void load(String yaml) {
        try {
            PluginHelper.getRoutesLoader(door.camel()).loadRoutes(ResourceHelper.fromString("test.yaml", yaml));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String body) {
        return door.send(door.at(path).POST(BodyPublishers.ofString(body)));
    }

    /** Packed, with a key in its header or without. */
    HttpResponse<String> postPacked(String path, String body, String... header) {
        HttpRequest.Builder request = door.at(path).header("Content-Encoding", "gzip");
        if (header.length > 0) {
            request.headers(header);
        }
        return door.send(request.POST(BodyPublishers.ofByteArray(packed(body))));
    }

    private static byte[] packed(String body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    HttpResponse<String> post(String path, String body, String header, String value) {
        return door.send(door.at(path).header(header, value).POST(BodyPublishers.ofString(body)));
    }

    /** Sends a captured request as it was, but for its host, its path and its key. */
    HttpResponse<String> replay(String file, String path, String oldKey) {
        String request = sample(file).replace(oldKey, KEY);
        String[] parts = request.split("\r?\n\r?\n", 2);
        HttpRequest.Builder sent = door.at(path).POST(BodyPublishers.ofString(parts[1], StandardCharsets.UTF_8));
        parts[0].lines().skip(1).map(line -> line.split(": ", 2))
                .filter(header -> !header[0].matches("(?i)host|content-length|connection"))
                .forEach(header -> sent.header(header[0], header[1]));
        return door.send(sent);
    }

    static String sample(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Alert> taken() {
        return door.taken().stream().map(door::alert).toList();
    }

    Alert only() {
        List<Alert> all = taken();
        if (all.size() != 1) {
            throw new AssertionError("one alert was expected, not " + all);
        }
        return all.get(0);
    }

    JsonNode json(HttpResponse<String> answer) {
        return door.tree(answer.body());
    }

    @Override
    public void close() {
        door.close();
    }
}
