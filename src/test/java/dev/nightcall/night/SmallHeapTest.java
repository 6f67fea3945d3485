package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.mail.smtp.Client;
import dev.nightcall.trap.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** With the heap of a container of 512 MiB: the worst that is permitted, through all doors at once, ends nothing. */
@ExtendWith(Cloud.Extension.class)
class SmallHeapTest {

    /** As the Dockerfile gives it: half, and the collector that Java chooses for so little. */
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final int LONGEST = 8_388_608;
    private static final int AT_ONCE = 4;
    private static final String PAGER = "/pagerduty/v2/enqueue";
    private static final String[] KEY = {"x-api-key", "local"};

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void theWorstThroughAllDoorsAtOnceEndsNothing(Cloud cloud) throws Exception {
        int http = Ports.free();
        int smtp = Ports.free();
        int snmp = Ports.free();
        Map<String, String> doors = Map.of("nightcall.http", "" + http, "nightcall.smtp", "" + smtp, "nightcall.snmp", "" + snmp,
                "nightcall.snmp.host", "127.0.0.1", "nightcall.snmp.communities", "public");
        try (Night night = Night.ofProcesses(cloud, new Plan().system("XYZ", 1).yaml(), doors)) {
            Process process = night.startProcess(JVM);
            List<Callable<String>> attacks = new ArrayList<>();
            worst().forEach((path, body) -> IntStream.range(0, AT_ONCE)
                    .forEach(i -> attacks.add(() -> attack(http, path, body, KEY))));
            byte[] strangers = packed("{\"x\":[" + "{},".repeat(170_000));
            IntStream.range(0, 4 * AT_ONCE).forEach(i -> attacks.add(() -> attack(http, PAGER, strangers)));
            IntStream.range(0, 4 * AT_ONCE).forEach(i -> attacks.add(() -> mail(smtp, i % 2 == 0)));
            attacks.add(() -> traps(snmp));

            ExecutorService all = Executors.newCachedThreadPool();
            try {
                for (Future<String> answer : all.invokeAll(attacks)) {
                    assertThat(answer.get()).matches("(?s)(200|202|400|409|413|422|429|503|250|451|traps).*");
                }
            } finally {
                all.shutdownNow();
            }

            assertThat(process.isAlive()).isTrue();
            assertThat(post(http, "/alerts", packed("{\"system\":\"XYZ\",\"host\":\"db1\"}"), KEY)).startsWith("202");
        }
    }

    private static Map<String, byte[]> worst() {
        String objects = filled("[", "{},", "{}]");
        String alerts = IntStream.range(0, 1000).mapToObj(i -> "{\"system\":\"XYZ\",\"host\":\"h" + i + "\",\"summary\":\""
                + "障".repeat(2600) + "\"}").collect(Collectors.joining(",", "[", "]"));
        String labels = IntStream.range(0, 60).mapToObj(i -> "\"l" + i + "\":\"" + "x".repeat(1000) + "\"")
                .collect(Collectors.joining(","));
        return Map.of("/alerts", packed(alerts),
                "/alerts?", packed(objects),
                "/webhooks/generic", packed(objects),
                "/webhooks/grafana", packed(filled("{\"receiver\":\"x\",\"alerts\":[", "{\"a\":1},", "{}]}")),
                "/webhooks/alertmanager", packed(filled("{\"version\":\"4\",\"groupKey\":\"x\",\"status\":\"firing\",\"commonLabels\":{"
                        + labels + "},\"commonAnnotations\":{" + labels + "},\"alerts\":[",
                        "{\"status\":\"firing\",\"labels\":{}},", "{\"status\":\"firing\",\"labels\":{}}]}")),
                "/opsgenie/v2/alerts", packed(filled("{\"message\":\"x\",\"details\":[", "[],", "[]]}")),
                PAGER, packed(filled("{\"routing_key\":\"local\",\"event_action\":\"trigger\",\"x\":[", "{},", "{}]}")),
                "/api/read/generic", objects.getBytes(StandardCharsets.US_ASCII),
                "/api/oncall/who", objects.getBytes(StandardCharsets.US_ASCII),
                "/api/oncall/check", "[" .concat("a,".repeat(500_000)).concat("a]").getBytes(StandardCharsets.US_ASCII));
    }

    /** As long as a body may be when it is unpacked. */
    private static String filled(String begin, String piece, String end) {
        return begin + piece.repeat((LONGEST - begin.length() - end.length()) / piece.length()) + end;
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private String attack(int port, String path, byte[] body, String... header) throws InterruptedException {
        try {
            return post(port, path, body, header);
        } catch (IOException e) {
            // Refused while it was still sending: the connection is closed before this client reads why.
            return "503 " + path + " " + e;
        }
    }

    private String post(int port, String path, byte[] body, String... header) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (header.length > 0) {
            request.headers(header);
        }
        if (body[0] == (byte) 0x1F) {
            request.header("Content-Encoding", "gzip");
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + path + " " + answer.body();
    }

    /** Nothing but tags, or nothing but lines. */
    private static String mail(int port, boolean html) throws IOException {
        String body = html ? "<b>".repeat(3_000_000) : "■ホスト：h\r\n".repeat(300_000);
        try (Client sender = new Client(port)) {
            sender.say("EHLO monitor.example");
            return sender.mail("From: m@example.jp\r\nTo: alerts@nightcall.example\r\nSubject: worst\r\n"
                    + "Content-Type: text/" + (html ? "html" : "plain") + "; charset=utf-8\r\n\r\n" + body);
        } catch (SocketTimeoutException e) {
            // Told neither yes nor no: a sender tries again.
            return "451 no answer in time";
        }
    }

    /** As many variables as go into a datagram. */
    private static String traps(int port) throws Exception {
        VariableBinding[] many = IntStream.range(0, 4000)
                .mapToObj(i -> Sender.varbind("1.3.6.1.4.1.9." + i % 100, new Integer32(i))).toArray(VariableBinding[]::new);
        PDU trap = Sender.linkDown(many);
        try (Sender sender = new Sender("device", 1)) {
            Target<UdpAddress> target = Sender.community("127.0.0.1", port, SnmpConstants.version2c, "public");
            for (int i = 0; i < 300; i++) {
                sender.send(trap, target);
            }
        }
        return "traps";
    }
}
