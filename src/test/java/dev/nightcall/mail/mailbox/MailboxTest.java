package dev.nightcall.mail.mailbox;

import dev.nightcall.mail.RawMail;
import org.apache.camel.component.mail.MailEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A mailbox that exists, read by IMAP and POP3: when a mail counts as handled, and what its settings say. */
class MailboxTest extends ReadMailbox {

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aMailIsHandedOnAsItIsOnTheServer(String protocol) {
        String mail = "From: \"\u00e3\u0081\u0082\" <a@example.com>\r\nSubject: disk\r\n"
                + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n\u0082\u00a0\r\n--x--\r\n";
        mailbox(protocol).deliver(mail);

        await().until(() -> !nightcall.mails().isEmpty());

        RawMail read = nightcall.mails().get(0);
        assertThat(new String(read.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(mail);
        assertThat(read.sender()).isEmpty();
        assertThat(read.recipients()).isEmpty();
        assertThat(read.peer()).isEqualTo("127.0.0.1");
    }

    @Test
    void withImapAMailIsSeenOnlyWhenItWasHandled() throws Exception {
        CountDownLatch handed = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        nightcall.handle(exchange -> {
            handed.countDown();
            taken.await(60, TimeUnit.SECONDS);
        });
        mailbox("imap").deliverAlert("disk");
        assertThat(handed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.unread()).containsExactly("disk");

        taken.countDown();

        await().until(() -> server.unread().isEmpty());
        assertThat(server.in("INBOX")).containsExactly("disk");
        assertThat(nightcall.tried()).containsExactly("disk");
    }

    @Test
    void withPop3AMailIsDeletedOnlyWhenItWasHandled() throws Exception {
        CountDownLatch handed = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        nightcall.handle(exchange -> {
            handed.countDown();
            taken.await(60, TimeUnit.SECONDS);
        });
        mailbox("pop3").deliverAlert("disk");
        assertThat(handed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.in("INBOX")).containsExactly("disk");

        taken.countDown();

        await().until(() -> server.in("INBOX").isEmpty());
        assertThat(nightcall.tried()).containsExactly("disk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void whatASenderWritesIntoHeadersDoesNothing(String protocol) {
        nightcall.handle(exchange -> assertThat(exchange.getMessage().getHeaders()).isEmpty());
        String headers = "delete: true\r\nmoveTo: Elsewhere\r\ncopyTo: Elsewhere\r\nCamelFileName: x\r\n"
                + "CamelMailMoveTo: Elsewhere\r\nCamelMailDelete: true\r\nmail.smtp.host: evil\r\n";
        mailbox(protocol).deliver(headers + "Subject: good\r\n\r\n");
        await().until(() -> nightcall.handled().equals(List.of("good")));

        nightcall.failOn("bad"::equals, new IllegalStateException("no"));
        server.deliver(headers + "Subject: bad\r\n\r\n");
        await().until(() -> nightcall.tried().contains("bad"));

        assertThat(server.in("INBOX")).contains("bad");
        if (protocol.equals("imap")) {
            await().until(() -> server.unread().equals(List.of("bad")));
            assertThat(server.in("INBOX")).containsExactly("good", "bad");
        } else {
            await().until(() -> server.in("INBOX").equals(List.of("bad")));
        }
        assertThat(server.in("Elsewhere")).isEmpty();
    }

    @Test
    void withPop3TheRightOneOfTwoMailsWithTheSameMessageIdIsDeleted() {
        nightcall.failOn("first"::equals, new IllegalStateException("no"));
        mailbox("pop3", "tries", "1000").deliver("Message-ID: <same@x>\r\nSubject: first\r\n\r\n");
        server.deliver("Message-ID: <same@x>\r\nSubject: second\r\n\r\n");

        await().until(() -> nightcall.handled().contains("second"));

        await().until(() -> server.in("INBOX").equals(List.of("first")));
    }

    @Test
    void handledMailsCanBeMoved() {
        mailbox("imap", "moveTo", "Done").deliverAlert("disk");

        await().until(() -> server.in("Done").equals(List.of("disk")) && server.in("INBOX").isEmpty());
    }

    @Test
    void handledMailsCanBeDeleted() {
        mailbox("imap", "delete", "true").deliverAlert("disk");

        await().until(() -> nightcall.handled().equals(List.of("disk")) && server.in("INBOX").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaps", "pop3s"})
    void aCertificateThatNobodyVouchesForIsRefused(String protocol) {
        mailbox(protocol).deliverAlert("disk");

        // The server's own thread throws when a client turns away.
        await().dontCatchUncaughtExceptions().until(() -> nightcall.up() == 0);
        assertThat(nightcall.tried()).isEmpty();
        MailEndpoint endpoint = (MailEndpoint) nightcall.camel().getRoute("box").getEndpoint();
        assertThat(endpoint.getConfiguration().getAdditionalJavaMailProperties())
                .containsEntry("mail." + protocol + ".ssl.checkserveridentity", "true");
    }

    @Test
    void aMailThatCouldNotBeMarkedIsReadAgain() {
        CountDownLatch gone = new CountDownLatch(1);
        nightcall.handle(exchange -> {
            if (gone.getCount() > 0) {
                server.stop();
                gone.countDown();
            }
        });
        mailbox("imap").deliverAlert("disk");
        await().until(() -> nightcall.handled().size() == 1 && nightcall.up() == 0);

        server.start().deliverAlert("disk");

        await().until(() -> nightcall.handled().size() == 2 && server.unread().isEmpty());
        assertThat(nightcall.firing()).isEmpty();
    }

    @Test
    void aPasswordIsInNoUri() {
        mailbox("imap");

        assertThat(nightcall.camel().getEndpoints().toString()).contains("127.0.0.1").doesNotContain("s3cret");
    }

    @Test
    void aPasswordIsNotToldEvenWhenItIsWrong() {
        server = new MailServer("imap");

        assertThatThrownBy(() -> nightcall.from(server, "password", "s3cret{{unknown}}"))
                .hasMessageContaining("mailbox: password")
                .satisfies(e -> assertThat(Stream.iterate((Throwable) e, c -> c != null, Throwable::getCause))
                        .noneMatch(cause -> cause.toString().contains("s3cret")));
    }

    @ParameterizedTest
    @CsvSource({"server, http://x, server must be", "server, imaps://u:pw@x, server must be",
            "server, imaps://x?delete=true, server must be",
            "server, x, server must be", "tries, 0, tries must be", "maxBytes, many, maxBytes must be",
            "delay, soon, delay must be", "lease, 0s, lease must be",
            "delete, perhaps, delete must be", "username, '', username"})
    void aParameterThatIsWrongIsNamed(String name, String value, String said) {
        server = new MailServer("imap");

        assertThatThrownBy(() -> nightcall.from(server, name, value))
                .hasMessageContaining("mailbox: " + said).hasMessageNotContaining("pw");
    }
}
