package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.core.AlertRow;
import dev.nightcall.mail.smtp.Client;
import dev.nightcall.trap.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SQS is away: no door says yes, and who repeats is heard once. */
@ExtendWith(Cloud.Extension.class)
class DoorsOutageTest {

    private static final Plan PLAN = new Plan().system("XYZ", 1);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IF_INDEX = "1.3.6.1.2.1.2.2.1.1.";
    private static final String IF_DESCR = "1.3.6.1.2.1.2.2.1.2.";

    private static Cloud services;
    private static Night night;
    private static int smtp;
    private static int snmp;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        services = cloud;
        smtp = Ports.free();
        snmp = Ports.free();
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + smtp, "nightcall.snmp", "" + snmp,
                "nightcall.snmp.host", "127.0.0.1", "nightcall.snmp.communities", "public", "nightcall.sqs.timeout", "1s"));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void aMailIsAnswered451UntilSqsIsBack() throws Exception {
        String mail = """
                From: nagios@mon1.example.jp\r
                To: alerts+XYZ@nightcall.example\r
                Subject: ** PROBLEM Host Alert: db1 is DOWN **\r
                \r
                ***** Nagios *****\r
                \r
                Notification Type: PROBLEM\r
                Host: db1\r
                State: DOWN\r
                Address: 192.0.2.1\r
                Info: no answer""";
        services.sqs().cut();
        try (Client client = new Client(smtp)) {
            client.say("EHLO mon1.example.jp");
            assertThat(client.mail(mail)).startsWith("451");
        } finally {
            services.sqs().mend();
        }

        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            try (Client client = new Client(smtp)) {
                client.say("EHLO mon1.example.jp");
                assertThat(client.mail(mail)).startsWith("250");
            }
        });
        night.awaitIncident("XYZ", SOON, incident -> night.alerts(incident.id()).size() == 1);
    }

    @Test
    void anInformIsNotAnsweredUntilSqsIsBackAndATrapIsKept() throws Exception {
        try (Sender sender = new Sender("device", 1)) {
            Target<UdpAddress> target = Sender.community("127.0.0.1", snmp, SnmpConstants.version2c, "public");
            PDU inform = Sender.inform(Sender.varbind(IF_INDEX + "7", new Integer32(7)),
                    Sender.varbind(IF_DESCR + "7", new OctetString("Gi0/7")));
            PDU trap = Sender.linkDown(Sender.varbind(IF_INDEX + "8", new Integer32(8)),
                    Sender.varbind(IF_DESCR + "8", new OctetString("Gi0/8")));
            services.sqs().cut();
            try {
                assertThat(sender.hearsNothing(inform, target)).isTrue();
                sender.send(trap, target);
            } finally {
                services.sqs().mend();
            }
            target.setTimeout(1500);
            target.setRetries(40);

            PDU answer = sender.answer(inform, target);

            assertThat(answer).isNotNull().satisfies(pdu -> assertThat(pdu.getErrorStatus()).isZero());
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(traps()).hasSize(2)
                .anyMatch(row -> row.alert().service().contains("Gi0/7")).anyMatch(row -> row.alert().service().contains("Gi0/8")));
    }

    private static List<AlertRow> traps() {
        return night.allIncidents().stream().map(incident -> night.alerts(incident.id())).flatMap(List::stream)
                .filter(row -> row.alert().service().contains("Gi0/")).toList();
    }
}
