package dev.nightcall.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AutomaticReplyTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "From: MAILER-DAEMON@mx.example.jp (Mail Delivery System)",
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "From: postmaster@example.jp\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
        "From: postmaster@example.jp\nContent-Type: multipart/report; boundary=b\nAuto-Submitted: auto-replied"})
    void bounces(String header) {
        assertThat(automatic("", header)).containsExactly("bounce");
    }

    @Test
    void aReportThatSomebodySentIsNoBounce() {
        assertThat(automatic("tanaka@example.jp", "From: a@b\nContent-Type: multipart/report; boundary=b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Auto-Submitted: auto-replied", "Auto-Submitted: Auto-Replied (vacation); owner-email=x", "X-Autoreply: yes",
        "X-Autorespond: away", "Precedence: auto_reply",
        "Subject: Automatic reply: disk full\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All",
        "Subject: =?utf-8?B?6Ieq5YuV5b+c562UOiDpmpzlrrM=?=\nX-Auto-Response-Suppress: All",
        "Subject: Out of Office AutoReply: CRITICAL\nPrecedence: bulk",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b"})
    void repliesOfMachines(String header) {
        assertThat(automatic("tanaka@example.jp", header)).containsExactly("auto-reply");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "List-Id: <ops.example.jp>\nContent-Type: multipart/digest; boundary=b",
        "List-Id: <ops.example.jp>\nSubject: Ops Digest, Vol 12, Issue 3"})
    void digestsOfMailingLists(String header) {
        assertThat(automatic("ops-bounces@example.jp", header)).containsExactly("digest");
    }

    /** What monitors send, with what looks like an answer at first sight. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Auto-Submitted: auto-generated\nPrecedence: bulk\nSubject: Logwatch for mon1 (Linux)",
        "Auto-Submitted: no", "Auto-Submitted: auto-notified", "X-Autoreply: no", "Precedence: list\nList-Id: <ops.example.jp>",
        "X-Auto-Response-Suppress: All\nSubject: ** PROBLEM Service Alert: web01/HTTP is CRITICAL **",
        "Subject: Out of office hours: disk full\nPrecedence: bulk", "Subject: Automatic reply: no other sign",
        "Subject: auto-reply service is DOWN\nAuto-Submitted: auto-generated", "From: root@mon1", "Precedence: junk",
        "From: \"MAILER-DAEMON watch\" <monit@mon1.example.jp>", "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: multipart/digest; boundary=b"})
    void alertsAreNoReplies(String header) {
        assertThat(automatic("", header)).isEmpty();
        assertThat(automatic("monitor@example.jp", header)).isEmpty();
    }

    private static List<String> automatic(String sender, String header) {
        byte[] mail = Mails.octets(header.replace("\n", "\r\n"), "\r\n\r\ntext\r\n");
        return new MailReader().read(new RawMail(mail, sender, List.of("alerts@example.jp"), "192.0.2.5")).texts("automatic");
    }
}
