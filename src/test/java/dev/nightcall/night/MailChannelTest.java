package dev.nightcall.night;

import dev.nightcall.Ports;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Mail as a channel: one thread for each incident, and nothing in it steers the mail but Nightcall. */
@ExtendWith(Cloud.Extension.class)
class MailChannelTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: ja-JP
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default:
                groupWait: 1s
                channels: [{recipient: "direct:notify-mail", on: [opened, acknowledged, resolved]}]
                steps: [{recipients: ["call:sato"], wait: 30m}]
            """;

    @Test
    void anIncidentIsAThread(Cloud cloud) throws Exception {
        ServerSetup setup = new ServerSetup(Ports.free(), "127.0.0.1", "smtp");
        setup.setServerStartupTimeout(10_000);
        GreenMail server = new GreenMail(setup);
        server.start();
        server.setUser("nightcall@example.com", "nightcall", "s3cret");
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.mail.server", "smtp://127.0.0.1:" + setup.getPort(),
                "nightcall.mail.starttls", "if-offered", "nightcall.mail.username", "nightcall",
                "nightcall.mail.password", "s3cret",
                "nightcall.channel.timeout", "60s", "nightcall.mail.from", "Nightcall <nightcall@example.com>", "nightcall.mail.to", "team@example.com"), new MovableClock())) {
            night.phone("+819000000001").answers("1", "1");
            String summary = "満杯 🔥\r\nBcc: everybody@example.com\r\n\r\n" + "x".repeat(100_000);
            night.says(Map.of("system", "店", "host", "db1", "service", "disk\r\nSubject: other", "summary", summary,
                    "labels", Map.of("CamelHttpUri", "http://evil", "Subject", "evil", "Bcc", "evil@example.com")));
            Incident incident = night.awaitIncident("店", i -> i.status() == Status.ACKNOWLEDGED);
            night.door().post("/api/incidents/" + incident.id() + "/resolve", Map.of("by", "local"));
            await().untilAsserted(() -> assertThat(night.events(incident.id()))
                    .contains("told: opened", "told: acknowledged", "told: resolved"));

            List<MimeMessage> mails = List.of(server.getReceivedMessages());
            assertThat(mails).hasSize(3);
            assertThat(mails.get(0).getSubject()).startsWith("[Nightcall] 発生: 店 db1 disk");
            assertThat(mails.get(1).getSubject()).startsWith("[Nightcall] 対応開始: 佐藤");
            assertThat(mails.get(2).getSubject()).startsWith("[Nightcall] 解決: ").contains("local");
            assertThat(mails.get(0).getContent().toString()).contains("満杯 🔥 ").hasSizeLessThan(2_000);
            for (MimeMessage mail : mails) {
                assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("team@example.com");
                assertThat(Collections.list(mail.getAllHeaders())).extracting(header -> header.getName())
                        .doesNotContain("Bcc", "CamelHttpUri").contains("Auto-Submitted", "Date");
                assertThat(mail.getHeader("Subject")).hasSize(1);
            }
            assertThat(mails.get(2).getHeader("References")).containsExactly(mails.get(0).getMessageID());
        } finally {
            server.stop();
        }
    }

    @Test
    void aPlanThatNamesAChannelWithoutItsSettingsIsRefused(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN, Map.of("nightcall.mail.server", "smtp://127.0.0.1",
                "nightcall.mail.from", "a@example.com"), new MovableClock())) {
            assertThatThrownBy(night::start).hasStackTraceContaining(
                    "direct:notify-mail needs an address, see {{nightcall.mail.to}}");
        }
    }

    @Test
    void aWrongAddressIsNamedButNotShown(Cloud cloud) throws Exception {
        try (Night night = new Night(cloud, PLAN.replace("direct:notify-mail", "direct:notify-slack"),
                Map.of("nightcall.slack.url", "hooks.slack.com/SECRET"), new MovableClock())) {
            assertThatThrownBy(night::start).hasStackTraceContaining("nightcall.slack.url must be an http or https URL")
                    .satisfies(error -> assertThat(error.toString() + error.getCause()).doesNotContain("SECRET"));
        }
    }
}
