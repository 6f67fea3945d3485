package dev.nightcall.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes with an alert: keys, parameters, and how it is packed. */
class AroundAnAlertTest {

    private static final String ALERT = """
            {"system": "XYZ", "host": "Server1", "service": "CPU Utilization", "summary": "95 %"}""";

    private static RunningDoor door;

    @BeforeAll
    static void open() {
        door = new RunningDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @AfterEach
    void nothingLeft() {
        door.taken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelAwsSqsOperation=purgeQueue", "CamelHttpResponseCode", "system=XYZ", "%zz=1"})
    void aParameterThatNothingReadsIsRefused(String query) {
        HttpResponse<String> answer = door.send(door.post(ALERT).uri(URI.create("http://127.0.0.1:" + door.port()
                + "/alerts?" + query.replace("%", "%25"))));

        assertThat(problem(answer, 400).path("field").asText()).isEqualTo(query.split("=")[0]);
        assertThat(door.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "X-Api-Key", "x%2Dapi%2Dkey", "a;x-api-key", "authorization", "x-routing-key"})
    void aKeyInTheQueryIsNone(String name) {
        HttpResponse<String> answer = door.send(door.at("/alerts?" + name + "=" + RunningDoor.SENDER)
                .POST(BodyPublishers.ofString(ALERT)));

        assertThat(problem(answer, 400).path("detail").asText()).contains("belongs into a header");
        assertThat(answer.body()).doesNotContain(RunningDoor.SENDER);
        assertThat(door.taken()).isEmpty();
    }

    @Test
    void aBodyMayBePackedAsGzip() throws IOException {
        HttpResponse<String> answer = door.send(door.post("").header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed(ALERT))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(door.alert(door.taken().get(0)).host()).isEqualTo("Server1");
        problem(door.send(door.post(ALERT).header("Content-Encoding", "br")), 415);
    }

    /** 300 KB are 300 bytes of gzip. */
    @Test
    void aBodyIsNotLongerWhenItIsUnpacked() throws IOException {
        String long300KiB = "{\"system\":\"" + "x".repeat(300 * 1024) + "\"}";

        problem(door.send(door.post("").header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(packed(long300KiB)))), 413);
    }

    @Test
    void whoeverTriesManyKeysWaitsAndNobodyElse() {
        double before = door.counted("nightcall.http.wrong.keys");
        long began = System.nanoTime();
        for (int i = 0; i < 12; i++) {
            problem(door.send(door.at("/alerts").header("x-api-key", "wrong-" + i).header("X-Forwarded-For", "198.51.100.7, 192.0.2.1")
                    .POST(BodyPublishers.ofString(ALERT))), 401);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(door.counted("nightcall.http.wrong.keys") - before).isEqualTo(12);

        assertThat(door.send(door.post(ALERT).header("X-Forwarded-For", "192.0.2.1")).statusCode()).isEqualTo(202);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return door.tree(answer.body());
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
