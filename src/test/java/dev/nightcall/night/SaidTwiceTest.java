package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.mail.smtp.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same message twice, for two contacts, repeated, in plain text and in HTML, is one alert and one call. */
@ExtendWith(Cloud.Extension.class)
class SaidTwiceTest {

    private static final Plan PLAN = new Plan().system("nagios1", 1).system("zabbix1", 1);
    private static final String NAGIOS = """
            From: nagios@mon1.example.jp\r
            Subject: ** PROBLEM Service Alert: db1/disk is CRITICAL **\r
            Message-ID: <%s@mon1.example.jp>\r
            \r
            ***** Nagios *****\r
            \r
            Notification Type: PROBLEM\r
            \r
            Service: disk\r
            Host: db1\r
            State: CRITICAL\r
            \r
            Additional Info:\r
            \r
            97 %% full""";
    private static final String PLAIN = """
            From: <zabbix@mon1.example.jp>\r
            Subject: Problem: disk full\r
            \r
            Problem started at 18:35:43 on 2026.11.22\r
            Problem name: disk full\r
            Host: db1\r
            Severity: High\r
            Original problem ID: 19""";
    private static final String HTML = """
            From: <zabbix@mon1.example.jp>\r
            Subject: Problem: disk full\r
            Content-Type: text/html; charset="UTF-8"\r
            \r
            <b>Problem started</b> at 18:35:43 on 2026.11.22<br><b>Problem name:</b> disk full<br><b>Host:</b> db1<br>\
            <b>Severity:</b> High<br><b>Original problem ID:</b> 19<br>""";

    private static Night night;
    private static int smtp;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        smtp = Ports.free();
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + smtp));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void forTwoContacts() throws Exception {
        night.phone(PLAN.phone("nagios1", 1)).answers("1", "1");

        assertThatItIsOne("nagios1", "disk", NAGIOS.formatted("1"), NAGIOS.formatted("2"));
    }

    @Test
    void plainAndHtml() throws Exception {
        night.phone(PLAN.phone("zabbix1", 1)).answers("1", "1");

        assertThatItIsOne("zabbix1", "disk full", PLAIN, HTML);
    }

    private static void assertThatItIsOne(String system, String service, String first, String second) throws Exception {
        sends(system, first);
        // One after the other: of two at once, the older one may come last and is not even counted.
        night.awaitIncident(system, i -> !night.alerts(i.id()).isEmpty());
        sends(system, second);
        Incident incident = night.awaitIncident(system, i -> night.alerts(i.id()).stream().anyMatch(row -> row.count() == 2));
        List<AlertRow> alerts = night.alerts(incident.id());
        assertThat(alerts).singleElement().satisfies(row -> assertThat(row.alert().service()).isEqualTo(service));
        Phone phone = night.phone(PLAN.phone(system, 1));
        phone.hangsUp();
        await().during(Duration.ofSeconds(2)).until(() -> phone.calls().size() == 1);
    }

    private static void sends(String system, String mail) throws Exception {
        try (Client client = new Client(smtp)) {
            client.say("EHLO mon1.example.jp");
            client.begin("monitor@example.jp", "alerts+" + system + "@nightcall.example", "alerts@nightcall.example");
            assertThat(client.say(mail + "\r\n.")).startsWith("250");
        }
    }
}
