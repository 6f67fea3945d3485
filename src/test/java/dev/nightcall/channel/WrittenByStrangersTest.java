package dev.nightcall.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Json;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a monitor wrote stays a text in every channel's language, and secrets stay secret. */
class WrittenByStrangersTest {

    private static final ObjectMapper JSON = Json.mapper();

    @Test
    void slackSeesNeitherLinkNorMention() {
        String text = SlackText.of(Notices.of("opened", "<!channel> <http://evil|ok> & @here @Channel @all",
                "mail a@allianz.example"));

        assertThat(text).isEqualTo("&lt;!channel&gt; &lt;http://evil|ok&gt; &amp; @\u200Bhere @\u200BChannel @\u200Ball\n"
                + "mail a@allianz.example");
    }

    @Property(tries = 200)
    void aTextStaysAValueOfTheJsonThatItIsPutInto(@ForAll String text) throws Exception {
        JsonBody body = new JsonBody("{\"card\": {\"title\": \"{event}: {text}\"}, \"n\": 1}", JSON);

        JsonNode sent = JSON.readTree(body.of(Notices.of("opened", text)));

        String expected = new String(("opened: " + text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(sent.path("card").path("title").asText()).isEqualTo(expected);
        assertThat(sent.size()).isEqualTo(2);
    }

    @Test
    void whatLooksLikeAFieldInATextIsNone() throws Exception {
        JsonBody body = new JsonBody("{\"t\": \"{text} {group}\"}", JSON);

        assertThat(JSON.readTree(body.of(Notices.of("opened", "{id} $1 \\"))).path("t").asText()).isEqualTo("{id} $1 \\ shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"t\": \"{txet}\"} | txet", "{\"t\": {text}| JSON"})
    void aBodyThatCannotBeIsRefused(String template, String why) {
        assertThatThrownBy(() -> new JsonBody(template, JSON)).hasMessageContaining(why);
    }

    @Test
    void theNoticeItselfIsTheBodyOtherwise() throws Exception {
        JsonNode sent = JSON.readTree(new JsonBody("", JSON).of(Notices.of("opened", "障害 🔥")));

        assertThat(sent.path("text").asText()).isEqualTo("障害 🔥");
        assertThat(sent.path("at").asText()).isEqualTo("2026-11-22T03:10:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: everybody@example.com\r\n\r\nbody", "x\nSubject: other", 
            "x\u0085y\u2028Bcc: a@example.com", "障害\r\nBcc: b@example.com 🔥",
            "=?UTF-8?Q?x=0D=0ABcc:_c@example.com?="})
    void aMailHasNoHeaderThatAnAlertWrote(String text) throws Exception {
        MimeMessage sent = sent(Notices.of("acknowledged", text, text));

        assertThat(Collections.list(sent.getAllHeaders())).extracting(header -> header.getName()).containsExactlyInAnyOrder(
                "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References",
                "Auto-Submitted", "X-Auto-Response-Suppress",
                "MIME-Version", "Content-Type", "Content-Transfer-Encoding");
        assertThat(sent.getAllRecipients()).hasSize(2);
    }

    @Test
    void aMailSaysEverythingAndIsNotLong() throws Exception {
        MimeMessage sent = sent(Notices.of("opened", "障害 🔥 " + "x".repeat(1_000_000), "- db1"));

        assertThat(sent.getSubject()).startsWith("[Nightcall] 障害 🔥 x").hasSizeLessThanOrEqualTo(200);
        assertThat(sent.getContent().toString()).startsWith("障害 🔥").endsWith("\r\n- db1\r\n");
    }

    @Test
    void oneIncidentIsOneThreadAndARepeatTheSameMail() throws Exception {
        MimeMessage opened = sent(Notices.of("opened", "x"));
        MimeMessage resolved = sent(Notices.of("resolved", "x"));

        assertThat(resolved.getHeader("In-Reply-To")).containsExactly(opened.getMessageID());
        assertThat(resolved.getHeader("References")).containsExactly(opened.getMessageID());
        assertThat(opened.getHeader("References")).isNull();
        assertThat(resolved.getMessageID()).isNotEqualTo(opened.getMessageID())
                .isEqualTo(sent(Notices.of("resolved", "y")).getMessageID())
                .endsWith("@example.com>");
        assertThat(opened.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "not an address | a@example.com | x | from", "a@example.com | - | x | to",
            "a@example.com | b@example.com | {txet} | txet"})
    void aMailThatCannotBeIsRefused(String from, String to, String subject, String named) {
        assertThatThrownBy(() -> new NoticeMail(from, to == null ? "" : to, subject)).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Connect to https://hooks.slack.com:443/services/T0/B0/SECRET failed | Connect to https://hooks.slack.com/… failed",
        "POST \"https://u:SECRET@chat.example/hooks/SECRET?sig=SECRET\" | POST \"https://chat.example/…\"",
        "nosuch:SECRETLESS?key=SECRET | nosuch:SECRETLESS?…",
        "endpoint https://hooks.slack.com?a=SECRET&b=SECRET. | endpoint https://hooks.slack.com/…",
        "nothing to hide | nothing to hide"})
    void noSecretIsSaid(String written, String said) {
        assertThat(Masked.text(written)).isEqualTo(said);
    }

    @Test
    void aRecipientIsNamedWithoutItsOptions() {
        assertThat(Masked.recipient("direct:notify-slack")).isEqualTo("direct:notify-slack");
        assertThat(Masked.recipient("https://hooks.slack.com/services/SECRET?x=SECRET")).isEqualTo("https://hooks.slack.com/…");
    }

    private static MimeMessage sent(Notice notice) throws Exception {
        MimeMessage mail = new NoticeMail("Nightcall <nightcall@example.com>", "a@example.com, B <b@example.com>",
                "[Nightcall] {text}").of(notice);
        String id = mail.getMessageID();
        mail.saveChanges();
        mail.setHeader("Message-ID", id);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        return new MimeMessage((Session) null, new ByteArrayInputStream(octets.toByteArray()));
    }
}
