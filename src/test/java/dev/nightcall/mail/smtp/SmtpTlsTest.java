package dev.nightcall.mail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.SSLContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who has to show what: networks, passwords, TLS. */
class SmtpTlsTest {

    private static final String ELSEWHERE = "192.0.2.0/24";
    private static final String MAIL = "Subject: disk full\r\n\r\nServer1";
    private static Path file;
    private static SSLContext certificate;
    private static SSLContext trusting;

    private final Door door = new Door();

    @BeforeAll
    static void certificate(@TempDir Path folder) throws Exception {
        file = Certificates.make(folder);
        certificate = Certificate.read(file, Certificates.PASSWORD);
        trusting = Certificates.trusting(file);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void otherNetworksAreTurnedAwayWhenNobodyCanLogIn() throws Exception {
        try (Client client = door.networks(ELSEWHERE).open().client()) {
            assertThat(client.greeting()).startsWith("554 5.7.1");
            assertThat(client.isOver()).isTrue();
        }
        assertThat(door.refused(Refusal.NETWORK)).isEqualTo(1);
    }

    @Test
    void otherNetworksHaveToLogIn() throws Exception {
        door.networks(ELSEWHERE).users("nagios:s3cret").tls(certificate).open();
        try (Client client = door.client()) {
            assertThat(client.say("EHLO monitor")).contains("STARTTLS").doesNotContain("AUTH");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("530 5.7.0");
            assertThat(client.say("AUTH PLAIN " + plain("nagios", "s3cret"))).startsWith("538 5.7.11");
            client.startTls(trusting);
            assertThat(client.say("EHLO monitor")).doesNotContain("STARTTLS").contains("AUTH PLAIN LOGIN");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("530 5.7.0 Authentication");
            assertThat(client.say("AUTH PLAIN " + plain("nagios", "s3cret"))).startsWith("235");
            assertThat(client.say("AUTH PLAIN " + plain("nagios", "s3cret"))).startsWith("503");
            assertThat(client.mail(MAIL)).startsWith("250");
        }
        assertThat(door.mails()).hasSize(1);
    }

    @Test
    void allowedNetworksNeedNoPasswordAlsoWhenThereAreSome() throws Exception {
        try (Client client = door.users("nagios:s3cret").tls(certificate).open().client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void everyWayOfLoggingInWorks() throws Exception {
        door.networks(ELSEWHERE).users("nagios:s3cret").authWithoutTls().open();
        try (Client atOnce = door.client(); Client asked = door.client(); Client login = door.client();
             Client dotNet = door.client()) {
            assertThat(atOnce.say("EHLO monitor")).contains("AUTH PLAIN LOGIN");
            assertThat(atOnce.say("auth plain " + plain("nagios", "s3cret"))).startsWith("235");
            assertThat(asked.say("AUTH PLAIN")).startsWith("334");
            assertThat(asked.say(plain("nagios", "s3cret"))).startsWith("235");
            assertThat(login.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
            assertThat(login.say(base64("nagios"))).isEqualTo("334 UGFzc3dvcmQ6");
            assertThat(login.say(base64("s3cret"))).startsWith("235");
            assertThat(dotNet.say("AUTH LOGIN " + base64("nagios"))).isEqualTo("334 UGFzc3dvcmQ6");
            assertThat(dotNet.say(base64("s3cret"))).startsWith("235");
            assertThat(dotNet.mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void wrongPasswordsAreRefusedAndNotTriedForEver() throws Exception {
        door.networks(ELSEWHERE).users("nagios:s3cret").authWithoutTls().open();
        try (Client client = door.client()) {
            assertThat(client.say("AUTH PLAIN " + plain("nagios", "secret"))).startsWith("535 5.7.8");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("530");
            assertThat(client.say("AUTH PLAIN " + plain("nobody", "s3cret"))).startsWith("535 5.7.8");
            assertThat(client.say("AUTH PLAIN " + plain("nagios", ""))).startsWith("535");
            assertThat(client.hear()).startsWith("421");
            assertThat(client.isOver()).isTrue();
        }
        assertThat(door.refused(Refusal.PASSWORD)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "AUTH CRAM-MD5", "AUTH PLAIN !!!", "AUTH PLAIN bmFnaW9z", "AUTH LOGIN !!!", "AUTH PLAIN ="})
    void whatCannotBeReadIsNoLogin(String line) throws Exception {
        door.networks(ELSEWHERE).users("nagios:s3cret").authWithoutTls().open();
        try (Client client = door.client()) {
            assertThat(client.say(line)).startsWith("50");
            assertThat(client.say("AUTH LOGIN")).startsWith("334");
            assertThat(client.say("*")).startsWith("501");
            assertThat(client.say("AUTH PLAIN")).startsWith("334");
            assertThat(client.say("")).startsWith("501");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("530");
        }
    }

    @Test
    void tlsCanBeRequired() throws Exception {
        door.tls(certificate).tlsRequired().open();
        try (Client client = door.client()) {
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("530 5.7.0");
            assertThat(client.startTls(trusting).mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void withoutCertificateNoTlsIsOffered() throws Exception {
        try (Client client = door.open().client()) {
            assertThat(client.say("EHLO monitor")).doesNotContain("STARTTLS");
            assertThat(client.say("STARTTLS")).startsWith("454");
        }
    }

    @Test
    void whatWasSentInTheClearBehindStarttlsIsForgotten() throws Exception {
        try (Client client = door.tls(certificate).open().client()) {
            client.say("MAIL FROM:<forged@b>");
            client.startTls(trusting);
            assertThat(client.say("RCPT TO:<alerts@c>")).startsWith("503");
        }
        try (Client client = door.client()) {
            assertThat(client.send("STARTTLS\r\nMAIL FROM:<forged@b>\r\n").hear()).startsWith("220");
            assertThat(client.hearsNothingFor(200)).isTrue();
        }
    }

    @Test
    void aHandshakeThatFailsEndsOnlyItsConnection() throws Exception {
        door.tls(certificate).open();
        try (Client client = door.client()) {
            assertThatThrownBy(() -> client.startTls(SSLContext.getDefault())).isInstanceOf(IOException.class);
        }
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void rulesUnderWhichNobodyCouldSendAreRefused() {
        assertThatThrownBy(() -> door.users("nagios:s3cret").open()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate").hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> new Door().tlsRequired().open()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Door().octets(100).memory(99).open()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCertificateThatCannotBeReadIsNamed(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----");

        assertThatThrownBy(() -> Certificate.read(file, "wrong")).hasMessageContaining(file.toString())
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> Certificate.read(text, "x")).hasMessageContaining("certificate.pem");
        assertThatThrownBy(() -> Certificate.read(folder.resolve("missing.p12"), "x")).hasMessageContaining("missing.p12");
    }

    @Test
    void aMailClientSendsOverTlsWithAPassword() throws Exception {
        door.networks(ELSEWHERE).users("nagios:s3cret").tls(certificate).tlsRequired().open();

        send("alerts+XYZ@nightcall.example", "nagios", "s3cret");
        assertThatThrownBy(() -> send("alerts@c", "nagios", "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> send("victim@d", "nagios", "s3cret")).isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.7.1");

        assertThat(door.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("alerts+XYZ@nightcall.example");
            assertThat(mail.sender()).isEqualTo("nagios@monitor.example");
            MimeMessage read = new MimeMessage(null, new ByteArrayInputStream(mail.bytes()));
            assertThat(read.getSubject()).isEqualTo("障害: Server1");
            assertThat(read.getContent()).isEqualTo("ディスク\r\n.\r\n..二行目\r\n");
        });
    }

    @Test
    void aMailClientHearsThatItHasToTryAgain() throws Exception {
        door.users("nagios:s3cret").tls(certificate).behind(exchange -> {
            throw new IllegalStateException("SQS is away");
        }).open();

        assertThatThrownBy(() -> send("alerts@c", "nagios", "s3cret")).isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("451 4.3.0");
        door.behind(exchange -> { });
        send("alerts@c", "nagios", "s3cret");
        assertThat(door.mails()).hasSize(1);
    }

    private void send(String recipient, String name, String password) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.socketFactory", trusting.getSocketFactory());
        properties.put("mail.smtp.localhost", "monitor.example");
        properties.put("mail.smtp.allow8bitmime", "true");
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("nagios@monitor.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("障害: Server1", "UTF-8");
        message.setText("ディスク\r\n.\r\n..二行目\r\n", "UTF-8");
        message.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("localhost", door.port(), name, password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static String plain(String name, String password) {
        return base64("\0" + name + "\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
