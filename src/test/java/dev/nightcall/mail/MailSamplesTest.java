package dev.nightcall.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Mails that real monitors sent, and crafted ones with their defects. */
class MailSamplesTest {

    private static final String CRAFTED_SUBJECT = "【障害】db-master ディスク使用率 /var が CRITICAL になりました(閾値90%超過)";
    private static final String CRAFTED_TEXT = """
            ***** 監視通知 *****

            種別: PROBLEM
            ホスト: db-master (受注DBサーバ)
            サービス: ディスク使用率 /var
            状態: CRITICAL
            値: 97%
            日時: 2026/11/22 18:50:00

            メッセージ: 表示能力ソ 空き容量が不足しています。""";
    private static final String WINDOWS_TEXT = CRAFTED_TEXT + "①～㈱髙橋";

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments("nagios4-C-locale-01", "** PROBLEM Service Alert: Web server 01/HTTP is CRITICAL **", """
                        ***** Nagios *****

                        Notification Type: PROBLEM

                        Service: HTTP
                        Host: Web server 01
                        Address: 192.0.2.10
                        State: CRITICAL

                        Date/Time: Sun Nov 22 18:24:03 JST 2026

                        Additional Info:

                        CRITICAL - Socket timeout after 10 seconds"""),
                arguments("nagios4-C-locale-03", "** ACKNOWLEDGEMENT Service Alert: Web server 01/HTTP is CRITICAL **",
                        "\nNotification Type: ACKNOWLEDGEMENT\n"),
                arguments("nagios4-C-locale-04", "** RECOVERY Service Alert: Web server 01/HTTP is OK **",
                        "\nHTTP OK: HTTP/1.1 200 OK - 10975 bytes in 0.003 second response time"),
                arguments("nagios4-C-locale-11", "** DOWNTIMESTART Host Alert: web01.example.jp is UP **",
                        "\nHost: web01.example.jp\n"),
                arguments("nagios4-C-locale-14", "** DOWNTIMEEND Host Alert: web01.example.jp is UP **",
                        "\nInfo: PING OK - Packet loss = 0%, RTA = 0.52 ms\n"),
                arguments("nagios4-C-locale-15", "** CUSTOM Service Alert: Web server 01/HTTP is OK **", "\nState: OK\n"),
                arguments("nagios4-C-locale-18", "** FLAPPINGSTART Service Alert: Web server 01/Load is CRITICAL **",
                        "\nAdditional Info:\n\nload 3"),
                arguments("icinga2-C-locale-01", "[PROBLEM] HTTP (real check_http, refused) on App server 01 is CRITICAL!",
                        "\nInfo:    connect to address 127.0.0.1 and port 8099: Connection refused\n"
                                + "HTTP CRITICAL - Unable to open TCP socket\n"),
                arguments("icinga2-C-locale-03", "[ACKNOWLEDGEMENT] disk / on App server 01 is CRITICAL!",
                        "\nComment by tanaka:\n  調査中 (tanaka)\n"),
                arguments("icinga2-C-locale-06", "[RECOVERY] disk / on App server 01 is OK!",
                        "\nInfo:    DISK OK - free space: / 40960 MB (80% inode=98%)\n"),
                arguments("icinga2-C-locale-13", "[DOWNTIMESTART] disk / on App server 01 is OK!",
                        "\nComment by suzuki:\n  定期メンテナンス\n"),
                arguments("icinga2-C-locale-14", "[CUSTOM] disk / on App server 01 is OK!", "\n  custom test\n"),
                arguments("monit-01", "monit alert --  Monit instance changed mon1.example.jp",
                        "\n\tDescription: Monit 5.33.0 started\n"),
                arguments("monit-02", "monit alert --  Does not exist rootfs",
                        "\n\tDescription: unable to read filesystem '/' state\n"),
                arguments("monit-08", "monit alert --  Exists flag", "\n\tHost:        mon1.example.jp\n"),
                arguments("zabbix-01", "Problem: High CPU utilization (over 90% for 5m)", """
                        Problem started at 18:35:43 on 2026.11.22
                        Problem name: High CPU utilization (over 90% for 5m)
                        Host: web02.example.jp
                        Severity: High
                        Operational data: Current utilization: 97.3
                        Original problem ID: 19
                        https://wiki.example.jp/cpu"""),
                arguments("zabbix-07", "Resolved in 24s: High CPU utilization (over 90% for 5m)", "\nProblem duration: 24s\n"),
                arguments("zabbix-15", "Updated problem in 11s: インターフェイス Gi0/1 ダウン on 基幹スイッチ#1", """
                        鈴木 花子 (suzuki) acknowledged and commented problem at 2026.11.22 18:37:01.
                        現地対応中です。復旧見込み 19:00

                        Current problem status: PROBLEM
                        Age: 11s
                        Acknowledged: Yes."""),
                arguments("smartd-01", "SMART error (EmailTest) detected on host: mon1",
                        "\nTEST EMAIL from smartd for device: /dev/sda\n"),
                arguments("smartd-02", "SMART error (CurrentPendingSector) detected on host: mon1",
                        "\nDevice: /dev/sda [SAT], 8 Currently unreadable (pending) sectors\n"),
                arguments("logwatch", "Logwatch for mon1 (Linux)",
                        "\nLogfiles for Host: mon1\nBack to Top\nSSHD\nFailed logins from:\n203.0.113.9: 5 Times\n"),
                arguments("cron-01", "Cron <root@mon1> echo \"backup failed: rsync error code 23 at main.c(1207)\" >&2; exit 23",
                        "backup failed: rsync error code 23 at main.c(1207)"),
                arguments("alertmanager-01", "【FIRING】InstanceDown Instance 127.0.0.1:8099 down "
                        + "長い件名のサンプルとして日本語をたくさん並べておきます",
                        "firing InstanceDown 127.0.0.1:8099 Instance 127.0.0.1:8099 down"),
                arguments("alertmanager-02", "[FIRING:1] ディスク残 (node)", "a:9100 の残り"),
                arguments("crafted-iso2022jp-7bit", CRAFTED_SUBJECT, CRAFTED_TEXT + "担当: 高橋"),
                arguments("crafted-shiftjis-base64", CRAFTED_SUBJECT, WINDOWS_TEXT),
                arguments("crafted-utf8-qp-folded-Q-subject", CRAFTED_SUBJECT, WINDOWS_TEXT),
                arguments("crafted-multipart-alternative-utf8", CRAFTED_SUBJECT, WINDOWS_TEXT),
                arguments("crafted-charset-usascii-but-utf8", CRAFTED_SUBJECT, WINDOWS_TEXT),
                arguments("crafted-no-subject", "", WINDOWS_TEXT));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRealMailIsRead(String name, String subject, String text) throws Exception {
        MailMessage mail = read(name);

        assertThat(mail.title()).isEqualTo(subject);
        assertThat(mail.text()).contains(text).doesNotContain("\uFFFD").doesNotContain("\r").isEqualTo(mail.text().strip());
        assertThat(mail.texts("automatic")).isEmpty();
        assertThat(mail.writtenAt()).hasValueSatisfying(at ->
                assertThat(at).isBetween(Instant.parse("2026-11-22T09:00:00Z"), Instant.parse("2026-11-22T16:00:00Z")));
    }

    @Test
    void everySampleIsInTheTable() throws Exception {
        try (Stream<Path> files = Files.list(samplesFolder())) {
            assertThat(files.map(file -> file.getFileName().toString())
                    .filter(file -> samples().noneMatch(sample -> file.startsWith((String) sample.get()[0])))).isEmpty();
        }
    }

    @Test
    void theHeaderIsThereByName() throws Exception {
        MailMessage zabbix = read("zabbix-01");
        assertThat(zabbix.texts("in-reply-to"))
                .containsExactly("<19.5a72b857dacce6df59b716b00afabc2e.4.2fcc28405c08c421cb7f291e9b2a946a@zabbix.com>");
        assertThat(zabbix.texts("message-id")).isEmpty();
        assertThat(zabbix.texts("from")).containsExactly("<zabbix@mon1.example.jp>");
        assertThat(zabbix.texts("from-address")).containsExactly("zabbix@mon1.example.jp");
        assertThat(zabbix.writtenAt()).contains(Instant.parse("2026-11-22T09:35:44Z"));

        MailMessage cron = read("cron-01");
        assertThat(cron.texts("X-Cron-Env")).hasSize(5).contains("<SHELL=/bin/sh>", "<LOGNAME=root>");
        assertThat(cron.texts("from")).containsExactly("root@mon1.example.jp (Cron Daemon)");
        assertThat(cron.sender()).isEqualTo("root@mon1.example.jp");

        assertThat(read("icinga2-C-locale-01").texts("from-address")).containsExactly("icinga@example.com");
        assertThat(read("monit-01").texts("x-mailer")).containsExactly("Monit 5.33.0");
        assertThat(read("monit-01").writtenAt()).contains(Instant.parse("2026-11-22T09:30:02Z"));
        assertThat(read("logwatch").texts("auto-submitted")).containsExactly("auto-generated");
        assertThat(read("crafted-multipart-alternative-utf8").texts("html"))
                .containsExactly(CRAFTED_SUBJECT + "\nホスト\tdb-master\n状態\tCRITICAL 97%～</var>");
    }

    private static MailMessage read(String name) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(samplesFolder())) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
            try (InputStream in = Files.newInputStream(file)) {
                return new MailReader().read(new RawMail(in.readAllBytes(), "", List.of(), "192.0.2.5"));
            }
        }
    }

    private static Path samplesFolder() throws URISyntaxException {
        return Path.of(MailSamplesTest.class.getResource("/samples/email").toURI());
    }
}
