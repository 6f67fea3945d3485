package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.mail.MailReader;
import dev.nightcall.mail.RawMail;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shipped sources of mails, on captured mails and on those that the monitors' own templates make. The mails and what has to
 * be read in them are in {@code mail-sources/*.yaml}: fields that are not said there are not looked at.
 */
class MailSourcesTest {

    private static final Sources SOURCES = ShippedSources.load();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TestFactory
    Stream<DynamicTest> captured() throws IOException {
        return tests("captured");
    }

    @TestFactory
    Stream<DynamicTest> nagiosAndItsKin() throws IOException {
        return tests("nagios");
    }

    @TestFactory
    Stream<DynamicTest> otherMonitors() throws IOException {
        return tests("monitors");
    }

    @TestFactory
    Stream<DynamicTest> whatNobodyHasNamed() throws IOException {
        return tests("generic");
    }

    @Test
    void aProblemAndItsRecoveryAreTheSameAlert() {
        assertThat(identity("monit alert --  Does not exist nginx", monit("Does not exist", "nginx", "process is not running")))
                .isEqualTo(identity("monit alert --  Exists nginx", monit("Exists", "nginx", "process is running with pid 7")));
        assertThat(identity("monit alert --  Resource limit matched db 1",
                monit("Resource limit matched", "db 1", "cpu usage of 97.3% matches resource limit [cpu usage > 90.0%]")))
                .isEqualTo(identity("monit alert --  Resource limit succeeded db 1",
                        monit("Resource limit succeeded", "db 1", "cpu usage check succeeded [current cpu usage = 1.0%]")))
                .isNotEqualTo(identity("monit alert --  Resource limit succeeded db 1",
                        monit("Resource limit succeeded", "db 1", "mem usage check succeeded [current mem usage = 1.0%]")));
        assertThat(identity("ups1 UPS apc Power Failure !!!", "")).isEqualTo(identity("ups1 UPS apc Power has returned", ""))
                .isNotEqualTo(identity("ups1 Communications with UPS apc restored", ""));
        assertThat(identity("[FIRING:1] Down", alertmanager("Firing", "summary = is down")))
                .isEqualTo(identity("[RESOLVED] Down", alertmanager("Resolved", "summary = was down")));
    }

    @Test
    void everyWordOfMonitsEventTableHasItsState() {
        for (String well : List.of("Checksum succeeded", "Connection succeeded", "Content doesn't match", "Data access succeeded",
                "Download bytes ok", "Execution succeeded", "Exists not", "Exists", "Filesystem flags succeeded",
                "ICMP succeeded", "Link up", "Monit instance succeeded", "PID succeeded", "Resource limit succeeded", "Saturation ok", "Speed ok",
                "Status succeeded", "Timeout recovery", "Type succeeded", "Upload packets ok", "Load average (1min) ok",
                "Program started", "Zombie check succeeded", "Certificate validity succeeded")) {
            assertThat(monitState(well)).as(well).containsExactly("resolved", "my service");
        }
        for (String ill : List.of("Checksum failed", "Connection failed", "Content failed", "Content match", "Data access error",
                "Does exist", "Does not exist", "Download bytes exceeded", "Execution failed", "Heartbeat failed", "Invalid type",
                "Link down", "Permission failed", "PPID failed", "Resource limit matched", "Size failed", "Timeout", "UID failed",
                "Upload packets exceeded", "Uptime failed", "CPU usage matched limit", "Process is a zombie",
                "Program start failed", "Download errors detected")) {
            assertThat(monitState(ill)).as(ill).containsExactly("firing", "my service");
        }
        for (String neither : List.of("Action done", "Monit instance changed", "PID changed", "PID not changed",
                "Checksum changed", "Existence not changed", "Timestamp changed")) {
            assertThat(monitState(neither)).as(neither).containsExactly("note", "my service");
        }
    }

    @Test
    void aLongMailIsReadInNoTime() {
        Random random = new Random(7);
        List<String> pieces = List.of("a, b :: ", "\nInfo: ", " is ", "ホスト", "UPS ", "\nHost: ", " event on ", "words ");
        StringBuilder body = new StringBuilder("Host: a\nServer: b\nStatus ");
        while (body.length() < 200_000) {
            body.append(pieces.get(random.nextInt(pieces.size())));
        }
        // The fastest of many: the first ones warm up, and others may use the machine.
        Duration fastest = Stream.generate(() -> timed(body.toString())).limit(20).min(Duration::compareTo).orElseThrow();
        assertThat(fastest).isLessThan(Duration.ofSeconds(1));
    }

    private static Duration timed(String body) {
        long start = System.nanoTime();
        read("about it", body);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<String> monitState(String event) {
        Alert inBody = alert("monit alert --  " + event + " my service", monit(event, "my service", "x"));
        Alert inSubject = alert("monit alert --  " + event + " my service", "somebody's own text");
        assertThat(inSubject).usingRecursiveComparison().comparingOnlyFields("state", "service", "severity").isEqualTo(inBody);
        return List.of(inBody.state().word(), inBody.service());
    }

    private static String monit(String event, String service, String description) {
        return event + " Service " + service + " \n\n\tDate:        Sun, 22 Nov 2026 18:30:02\n\tAction:      alert\n"
                + "\tHost:        mon1\n\tDescription: " + description + "\n\nYour faithful employee,\nMonit\n";
    }

    private static String alertmanager(String state, String annotation) {
        return "1 alert for\n[1] " + state + "\nLabels\nalertname = Down\ninstance = a:1\ndevice = /var\nAnnotations\n"
                + annotation + "\nSource\nSent by Alertmanager";
    }

    private static String identity(String subject, String body) {
        return alert(subject, body).identity();
    }

    private static Alert alert(String subject, String body) {
        return read(subject, body).alerts().get(0);
    }

    private static Reading read(String subject, String body) {
        String mail = "Subject: " + subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + body;
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading read(byte[] mail) {
        return SOURCES.read(new MailReader().read(
                new RawMail(mail, "monitor@example.jp", List.of("alerts@nightcall.example"), "")));
    }

    private static Stream<DynamicTest> tests(String file) throws IOException {
        JsonNode cases;
        try (InputStream in = resource("mail-sources/" + file + ".yaml")) {
            cases = YAML.readTree(in);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : cases) {
            String name = tests.size() + " " + one.path("sample").asText(one.path("subject").asText());
            tests.add(DynamicTest.dynamicTest(name, () -> check(one)));
        }
        return tests.stream();
    }

    private static void check(JsonNode one) throws IOException {
        Reading reading = read(mail(one));
        assertThat(reading.kind().word()).as("kind").isEqualTo(one.path("kind").asText("alert"));
        assertThat(reading.pattern()).as("pattern").isEqualTo(one.path("pattern").asText());
        JsonNode expected = one.path("alerts");
        List<Map<String, String>> found = new ArrayList<>();
        List<Map<String, String>> wanted = new ArrayList<>();
        for (int i = 0; i < reading.alerts().size(); i++) {
            Map<String, String> fields = fields(reading.alerts().get(i));
            Map<String, String> want = new LinkedHashMap<>();
            expected.path(i).properties().forEach(field -> want.put(field.getKey(), field.getValue().asText()));
            fields.keySet().retainAll(want.keySet());
            want.forEach((field, value) -> fields.putIfAbsent(field, ""));
            found.add(new TreeMap<>(fields));
            wanted.add(new TreeMap<>(want));
        }
        assertThat(found).isEqualTo(wanted).hasSize(expected.size());
    }

    private static Map<String, String> fields(Alert alert) {
        Map<String, String> fields = new LinkedHashMap<>(alert.labels());
        fields.put("system", alert.system());
        fields.put("host", alert.host());
        fields.put("service", alert.service());
        fields.put("alias", alert.alias());
        fields.put("is", alert.state().word());
        fields.put("severity", alert.severity().word());
        fields.put("summary", alert.summary());
        fields.put("at", alert.occurredAt().toString());
        return fields;
    }

    private static byte[] mail(JsonNode one) throws IOException {
        if (one.has("sample")) {
            try (InputStream in = resource("samples/email/" + one.path("sample").asText() + ".eml")) {
                return in.readAllBytes();
            }
        }
        StringBuilder mail = new StringBuilder("Subject: " + one.path("subject").asText() + "\n");
        one.path("header").properties().forEach(field -> mail.append(field.getKey() + ": " + field.getValue().asText() + "\n"));
        return mail.append("Content-Type: text/" + (one.has("html") ? "html" : "plain") + "; charset=utf-8\n\n")
                .append(one.path(one.has("html") ? "html" : "body").asText()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(MailSourcesTest.class.getResourceAsStream("/" + name), name);
    }
}
