package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.mail.smtp.Client;
import dev.nightcall.trap.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snmp4j.mp.SnmpConstants;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is woken by errors in the log or by failed exchanges must not be woken by ordinary work, nor a thousand times by one outage. */
@ExtendWith(Cloud.Extension.class)
class QuietLogTest {

    private static final Pattern LOUD = Pattern.compile("^\\d{4}-\\S+ (WARN|ERROR) .*");
    private static final Pattern FAILED = Pattern.compile("camel_exchanges_failed_total\\{.*} (\\S+)");
    private static final Duration SOON = Duration.ofSeconds(120);
    /** Each queue, table and service says when it went away. */
    private static final int LINES_OF_AN_OUTAGE = 60;

    private static final Map<String, String> ALERT = Map.of("system", "one", "host", "host");
    private static final Plan PLAN = new Plan().system("one", 1).system("two", 1).system("three", 1);

    /** One call at a time: the others wait for their turn. A busy machine has the time to finish what it has received. */
    @Test
    void aStormIsOrdinary(Cloud cloud) throws Exception {
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of("nightcall.connect.concurrent-calls", "1",
                "nightcall.sqs.visibility", "30s"))) {
            night.startProcess();
            for (String system : List.of("one", "two", "three")) {
                night.phone(PLAN.phone(system, 1)).answers("1", "1");
                night.door().post("/alerts", IntStream.range(0, 40)
                        .mapToObj(n -> Map.of("system", system, "host", "host" + n)).toList());
            }
            for (String system : List.of("one", "two", "three")) {
                night.awaitIncident(system, SOON, incident -> incident.status() == Status.ACKNOWLEDGED);
                night.door().post("/alerts", IntStream.range(0, 40)
                        .mapToObj(n -> Map.of("system", system, "host", "host" + n, "state", "resolved")).toList());
                night.awaitIncident(system, SOON, Incident::isResolved);
            }

            assertThat(loud(night)).isEmpty();
            assertThat(failed(night)).isEmpty();
            assertThat(night.metrics()).contains("nightcall_messages_postponed_total{queue=\"calls\",why=\"turn\"}");
        }
    }

    @Test
    void anOutageHasABeginAnEndAndACount(Cloud cloud) throws Exception {
        int smtp = Ports.free();
        int snmp = Ports.free();
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + smtp, "nightcall.snmp", "" + snmp,
                "nightcall.snmp.host", "127.0.0.1", "nightcall.snmp.communities", "public", "nightcall.sqs.timeout", "1s"));
             Sender device = new Sender("device", 1)) {
            night.startProcess();
            night.phone(PLAN.phone("one", 1)).answers("1", "1");
            night.fires("one", "host", "service");
            night.awaitIncident("one", SOON, incident -> incident.status() == Status.ACKNOWLEDGED);
            try {
                cloud.sqs().cut();
                cloud.dynamoDb().cut();
                cloud.kinesis().cut();
                for (int trap = 0; trap < 100; trap++) {
                    device.send(Sender.linkDown(), Sender.community("127.0.0.1", snmp, SnmpConstants.version2c, "public"));
                }
                await().pollInterval(Duration.ofMillis(100)).during(Duration.ofSeconds(15))
                        .until(() -> night.door().send("POST", "/alerts", ALERT).status() == 503 && mail(smtp).startsWith("451"));
            } finally {
                cloud.sqs().mend();
                cloud.dynamoDb().mend();
                cloud.kinesis().mend();
            }
            await().atMost(SOON).until(() -> night.door().send("POST", "/alerts", ALERT).status() == 202);
            await("the end").atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(Files.readAllLines(night.log()))
                    .anyMatch(line -> line.matches(".*answering http: the outage is over; it was met \\d+ times.*")));

            assertThat(loud(night)).hasSizeBetween(1, LINES_OF_AN_OUTAGE);
        }
    }

    private static String mail(int smtp) throws IOException {
        try (Client client = new Client(smtp)) {
            client.say("EHLO mon1.example.jp");
            return client.mail("From: nagios@mon1.example.jp\r\nTo: alerts@nightcall.example\r\nSubject: db1 is down\r\n\r\n.");
        }
    }

    /** Of its work; a start may warn of the plan. */
    private static List<String> loud(Night night) throws IOException {
        return Files.readAllLines(night.log()).stream().dropWhile(line -> !line.contains("Nightcall is ready"))
                .filter(line -> LOUD.matcher(line).matches()).toList();
    }

    private static List<String> failed(Night night) {
        return night.metrics().lines().filter(line -> FAILED.matcher(line).results()
                .anyMatch(found -> Double.parseDouble(found.group(1)) > 0)).toList();
    }
}
