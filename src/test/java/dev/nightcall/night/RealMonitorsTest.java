package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Monitors and senders as they are, from Debian's packages, against a Nightcall that runs. Those that are not on the PATH are
 * left out, unless the environment says {@code REAL_MONITORS=required}.
 */
@ExtendWith(Cloud.Extension.class)
class RealMonitorsTest {

    private static final Plan PLAN = new Plan().system("everything", 1);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
    private static final String IF_INDEX = "1.3.6.1.2.1.2.2.1.1";
    private static final String IF_DESCR = "1.3.6.1.2.1.2.2.1.2";

    private static Night night;

    @TempDir
    Path folder;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + Ports.free(),
                "nightcall.snmp", "" + Ports.free(), "nightcall.snmp.host", "127.0.0.1",
                "nightcall.snmp.communities", "public",
                "nightcall.snmp.users", "trapper:SHA-256:authpass123:AES-128:privpass123"));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void snmptrapInAllVersions() throws Exception {
        runs(0, "snmptrap", "-v", "1", "-c", "public", snmp(), "1.3.6.1.4.1.9.1.1208", "192.0.2.51", "2", "0", "500000",
                IF_INDEX + ".1", "i", "1", IF_DESCR + ".1", "s", "Gi0/1");
        runs(0, "snmptrap", "-v", "2c", "-c", "public", snmp(), "", LINK_DOWN, IF_INDEX + ".2", "i", "2", IF_DESCR + ".2", "s",
                "Gi0/2");
        runs(0, "snmptrap", "-v", "3", "-e", "0x8000000001020304", "-u", "trapper", "-l", "authPriv", "-a", "SHA-256", "-A",
                "authpass123", "-x", "AES", "-X", "privpass123", snmp(), "", LINK_DOWN, IF_INDEX + ".3", "i", "3",
                IF_DESCR + ".3", "s", "Gi0/3");
        // Nobody waits for an answer to these, and none comes.
        runs(0, "snmptrap", "-v", "2c", "-c", "wrong", snmp(), "", LINK_DOWN, IF_INDEX + ".4", "i", "4");

        awaitAlert(row -> row.alert().host().equals("192.0.2.51") && row.alert().service().contains("Gi0/1"));
        awaitAlert(row -> row.alert().service().contains("Gi0/2"));
        awaitAlert(row -> row.alert().service().contains("Gi0/3"));
        assertThat(alerts()).noneMatch(row -> row.alert().summary().contains(IF_INDEX + ".4"));
    }

    @Test
    void snmpinformIsAnswered() throws Exception {
        runs(0, "snmpinform", "-v", "2c", "-c", "public", snmp(), "", LINK_DOWN, IF_INDEX + ".5", "i", "5", IF_DESCR + ".5", "s",
                "Gi0/5");
        runs(0, "snmpinform", "-v", "3", "-u", "trapper", "-l", "authPriv", "-a", "SHA-256", "-A", "authpass123", "-x", "AES",
                "-X", "privpass123", snmp(), "", LINK_DOWN, IF_INDEX + ".6", "i", "6", IF_DESCR + ".6", "s", "Gi0/6");
        // 1: no answer.
        runs(1, "snmpinform", "-r", "0", "-t", "1", "-v", "3", "-u", "trapper", "-l", "authPriv", "-a", "SHA-256", "-A",
                "wrongpass123", "-x", "AES", "-X", "privpass123", snmp(), "", LINK_DOWN, IF_INDEX + ".7", "i", "7");

        // It was answered, so it is in the queue.
        awaitAlert(row -> row.alert().service().contains("Gi0/5"));
        awaitAlert(row -> row.alert().service().contains("Gi0/6"));
    }

    @Test
    void swaks() throws Exception {
        runs(0, "swaks", "--server", "127.0.0.1", "--port", night.setting("nightcall.smtp"), "--from", "nagios@mon1.example.jp",
                "--to", "alerts+swaks@nightcall.example", "--header",
                "Subject: ** PROBLEM Service Alert: web01/HTTP is CRITICAL **", "--body",
                "***** Nagios *****\\n\\nNotification Type: PROBLEM\\n\\nService: HTTP\\nHost: web01\\nAddress: 192.0.2.1\\n"
                        + "State: CRITICAL\\n\\nDate/Time: Sun Nov 22 18:24:03 JST 2026\\n\\nAdditional Info:\\n\\nno answer");
        awaitAlert(row -> row.alert().key().toString().equals("swaks/web01/HTTP"));

        // 24: the recipient is none of ours.
        runs(24, "swaks", "--server", "127.0.0.1", "--port", night.setting("nightcall.smtp"), "--to", "somebody@example.com");
    }

    @Test
    void curlWithTheKeyInEachPlace() throws Exception {
        String body = "{\"type\": \"PROBLEM\", \"host\": \"curl%d\", \"service\": \"disk\", \"state\": \"CRITICAL\"}";
        String url = "http://127.0.0.1:" + night.setting("nightcall.http") + "/webhooks/nagios";
        runs(0, "curl", "-fsS", url, "-H", "x-api-key: only-send", "-d", body.formatted(1));
        runs(0, "curl", "-fsS", "-u", "nagios:only-send", url, "-d", body.formatted(2));
        runs(0, "curl", "-fsS", url + "/only-send", "-d", body.formatted(3));
        runs(22, "curl", "-fsS", url + "/wrong", "-d", body.formatted(4));

        for (int n = 1; n <= 3; n++) {
            String host = "curl" + n;
            awaitAlert(row -> row.alert().host().equals(host));
        }
    }

    @Test
    void alertmanagerByWebhookMailPagerDutyAndOpsgenie() throws Exception {
        String http = "http://127.0.0.1:" + night.setting("nightcall.http");
        int port = Ports.free();
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), """
                global: {smtp_smarthost: '127.0.0.1:%s', smtp_from: am@example.jp, smtp_require_tls: false, resolve_timeout: 2s}
                route: {receiver: nightcall, group_wait: 100ms, group_interval: 1s, group_by: [alertname]}
                receivers:
                  - name: nightcall
                    webhook_configs: [{url: '%s/webhooks/alertmanager?system=am-hook', http_config: {basic_auth: {username: am, password: only-send}}}]
                    email_configs: [{to: 'alerts+am-mail@nightcall.example', send_resolved: true}]
                    pagerduty_configs: [{url: '%s/pagerduty/v2/enqueue', routing_key: only-send}]
                    opsgenie_configs: [{api_url: '%s/opsgenie/', api_key: only-send}]
                """.formatted(night.setting("nightcall.smtp"), http, http, http));
        Process alertmanager = start("prometheus-alertmanager", "--config.file=" + config, "--storage.path=" + folder.resolve("am"),
                "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=");
        try {
            Http am = new Http("http://127.0.0.1:" + port, null);
            await().atMost(SOON).ignoreExceptions().until(() -> am.send("GET", "/-/ready", null).status() == 200);
            runs(0, "curl", "-fsS", "http://127.0.0.1:" + port + "/api/v2/alerts", "-H", "Content-Type: application/json", "-d", """
                    [{"labels": {"alertname": "InstanceDown", "instance": "db1:9100", "severity": "critical"},
                      "annotations": {"summary": "db1 is down"}}]""");

            awaitAlert(row -> row.alert().key().toString().equals("am-hook/db1:9100/InstanceDown"));
            awaitAlert(row -> row.alert().system().equals("am-mail") && row.alert().service().equals("InstanceDown"));
            // The key's name is the system; both are one to Alertmanager.
            awaitAlert(row -> row.alert().system().equals("sender") && row.alert().summary().contains("InstanceDown"));
            await().atMost(SOON).untilAsserted(() -> assertThat(night.incident("am-hook")).hasValueSatisfying(incident ->
                    assertThat(incident.isResolved()).isTrue()));
        } finally {
            alertmanager.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void monitSendsItsMailAndItsRecovery() throws Exception {
        Path watched = folder.resolve("flag");
        Path config = Files.writeString(folder.resolve("monitrc"), """
                set daemon 1
                set idfile %1$s/id
                set statefile %1$s/state
                set pidfile %1$s/pid
                set mailserver 127.0.0.1 port %2$s
                set mail-format {from: monit@mon1.example.jp}
                set alert alerts+monit@nightcall.example
                check file flag with path %3$s
                    if does not exist then alert
                """.formatted(folder, night.setting("nightcall.smtp"), watched));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        Process monit = start("monit", "-I", "-c", config.toString());
        try {
            awaitAlert(row -> row.alert().system().equals("monit") && row.alert().service().equals("flag"));
            Files.writeString(watched, "here");
            await().atMost(SOON).until(() -> night.incident("monit").filter(Incident::isResolved).isPresent());
        } finally {
            monit.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitAlert(Predicate<AlertRow> is) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> assertThat(alerts()).anyMatch(is));
    }

    /** Of all incidents, open or not. */
    private static List<AlertRow> alerts() {
        return night.allIncidents().stream().flatMap(incident -> night.alerts(incident.id()).stream()).toList();
    }

    private static String snmp() {
        return "udp:127.0.0.1:" + night.setting("nightcall.snmp");
    }

    private void runs(int expected, String... command) throws IOException, InterruptedException {
        Process process = start(command);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ends", command[0]).isTrue();
        assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), Files.readString(output(command[0])))
                .isEqualTo(expected);
    }

    private Process start(String... command) throws IOException {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command[0])));
        if (!there && "required".equals(System.getenv("REAL_MONITORS"))) {
            fail(command[0] + " is not on the PATH");
        }
        assumeTrue(there, command[0] + " is not on the PATH");
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output(command[0]).toFile()).start();
    }

    private Path output(String command) {
        return folder.resolve(command + ".out");
    }
}
