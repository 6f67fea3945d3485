package dev.nightcall.mail.mailbox;

import dev.nightcall.night.MovableClock;
import dev.nightcall.mail.RawMail;
import dev.nightcall.alert.Alert;
import dev.nightcall.night.Cloud;
import org.apache.camel.component.mail.MailEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A mailbox that exists, read by IMAP and POP3: when a mail counts as handled, and what becomes of one that does not. */
@ExtendWith(Cloud.Extension.class)
class MailboxTest {

    private static final String FAILED = "Nightcall-Failed";

    private final MovableClock clock = new MovableClock();
    private Lines lines;
    private MailServer server;
    private Reading nightcall;

    @BeforeEach
    void start(Cloud cloud) throws Exception {
        lines = new Lines();
        nightcall = new Reading(lines.table(), clock);
    }

    @AfterEach
    void stop() {
        nightcall.close();
        if (server != null) {
            server.close();
        }
        lines.close();
    }

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
    void aMailWhoseHandlingFailsIsReadAgain(String protocol) {
        nightcall.failOn(subject -> nightcall.tried().size() < 3, new IllegalStateException("not yet"));
        mailbox(protocol).deliverAlert("disk");

        await().until(() -> !nightcall.handled().isEmpty());

        assertThat(nightcall.tried()).containsExactly("disk", "disk", "disk");
        await().until(() -> server.unread().isEmpty());
        assertThat(nightcall.firing()).isEmpty();
        assertThat(nightcall.count("failed")).isEqualTo(2);
    }

    @Test
    void withImapABadMailIsMovedAwayAndToldWhileOthersGoThrough() {
        nightcall.failOn("bad"::equals, new UnsupportedEncodingException("x-klingon"));
        server = new MailServer("imap").start();
        server.deliverAlert("bad");
        server.deliverAlert("good");
        nightcall.from(server, "tries", "3", "fetchSize", "1");

        await().until(() -> nightcall.handled().equals(List.of("good")) && server.in(FAILED).equals(List.of("bad")));

        assertThat(nightcall.tried()).containsExactly("bad", "bad", "bad", "good");
        await().until(() -> server.in("INBOX").equals(List.of("good")));
        assertThat(nightcall.firing()).singleElement().satisfies(MailboxTest::tellsOfTheBadMail);
        assertThat(nightcall.firing().get(0).summary()).contains("3 tries", FAILED);
        assertThat(nightcall.count("set-aside")).isEqualTo(1);
    }

    @Test
    void withPop3ABadMailStaysAndIsSkippedAndToldWhileOthersGoThrough() {
        nightcall.failOn("bad"::equals, new IllegalArgumentException("x-klingon"));
        server = new MailServer("pop3").start();
        server.deliverAlert("bad");
        server.deliverAlert("good");
        nightcall.from(server, "tries", "3", "fetchSize", "1");

        await().until(() -> nightcall.handled().equals(List.of("good")) && server.in("INBOX").equals(List.of("bad")));
        server.deliverAlert("later");
        await().until(() -> nightcall.handled().equals(List.of("good", "later")));

        assertThat(nightcall.tried()).containsExactly("bad", "bad", "bad", "good", "later");
        assertThat(nightcall.firing()).singleElement().satisfies(MailboxTest::tellsOfTheBadMail);
    }

    @Test
    void aMailThatIsNestedTooDeepIsABadMailToo() {
        nightcall.handle(exchange -> {
            if (nightcall.tried().size() < 3) {
                throw new StackOverflowError("x-klingon");
            }
        });
        mailbox("imap", "tries", "2").deliverAlert("bad");

        await().until(() -> server.in(FAILED).equals(List.of("bad")));
        server.deliverAlert("good");
        await().until(() -> nightcall.handled().equals(List.of("good")));
        assertThat(nightcall.firing()).singleElement().satisfies(MailboxTest::tellsOfTheBadMail);
    }

    @Test
    void aBadMailStaysUntilPeopleCouldBeTold() {
        nightcall.failOn("bad"::equals, new IllegalArgumentException("x-klingon"));
        nightcall.raiseWith(exchange -> {
            throw SdkClientException.create("SQS is away");
        });
        mailbox("imap", "tries", "1").deliverAlert("bad");
        await().until(() -> nightcall.tried().size() > 2);
        assertThat(server.unread()).containsExactly("bad");

        nightcall.raiseWith(exchange -> { });

        await().until(() -> server.in(FAILED).equals(List.of("bad")));
        assertThat(nightcall.firing()).singleElement().satisfies(MailboxTest::tellsOfTheBadMail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void anOutageIsNotHeldAgainstTheMails(String protocol) {
        nightcall.failOn(subject -> true, SdkClientException.create("SQS is away"));
        server = new MailServer(protocol).start();
        server.deliverAlert("disk");
        server.deliverAlert("cpu");
        nightcall.from(server, "tries", "2");
        await().until(() -> nightcall.tried().size() > 5);
        assertThat(server.unread()).containsExactly("disk", "cpu");
        // The second one is spared as long as the first cannot be handled.
        assertThat(nightcall.tried()).containsOnly("disk");

        nightcall.handle(exchange -> { });

        await().until(() -> server.unread().isEmpty());
        assertThat(nightcall.handled()).containsExactly("disk", "cpu");
        assertThat(nightcall.firing()).isEmpty();
        assertThat(nightcall.count("failed")).isZero();
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

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void aMailThatIsTooLargeIsToldAtOnceAndNotHandedOn(String protocol) {
        mailbox(protocol, "maxBytes", "2000").deliver("Subject: large\r\n\r\n" + "x".repeat(5000) + "\r\n");
        server.deliverAlert("good");

        await().until(() -> nightcall.handled().equals(List.of("good")) && nightcall.firing().size() == 1);

        assertThat(nightcall.tried()).containsExactly("good");
        assertThat(nightcall.firing().get(0).summary()).contains("at most 2000 are read", "50");
        if (protocol.equals("imap")) {
            await().until(() -> server.in(FAILED).equals(List.of("large")));
        } else {
            await().until(() -> server.in("INBOX").equals(List.of("large")));
        }
    }

    @ParameterizedTest
    @CsvSource({"imap, ''", "pop3, ''", "imap, '\u0000\u0001\u00ff\u00fe'", "imap, 'Subject: =?utf-8?B?@@@?='",
            "imap, 'Content-Type: multipart/mixed; boundary='", "pop3, 'Content-Type: /; =;\r\nDate: x\r\nFrom: <<<>>>@'",
            "imap, 'Content-Type: /; =;\r\nDate: x\r\nFrom: <<<>>>@\r\nContent-Transfer-Encoding: rot13'"})
    void aMalformedMailIsHandedOnAndBlocksNobody(String protocol, String mail) {
        mailbox(protocol).deliver(mail + "\r\n\r\nbody");
        server.deliverAlert("good");

        await().until(() -> nightcall.handled().size() == 2);

        assertThat(nightcall.handled()).contains("good");
        assertThat(nightcall.firing()).isEmpty();
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

    @Test
    void aServerThatIsDownIsWaitedForAndToldAfterSomeTime() {
        server = new MailServer("imap");
        nightcall.from(server, "tellAfter", "30m");
        await().until(() -> nightcall.up() == 0);
        assertThat(nightcall.firing()).isEmpty();

        clock.fastForward(Duration.ofMinutes(31));
        await().until(() -> nightcall.firing().size() == 1);
        assertThat(nightcall.firing().get(0).summary()).contains(server.mailbox(), "cannot be read since");
        clock.fastForward(Duration.ofHours(2));

        server.start().deliverAlert("disk");
        await().until(() -> nightcall.handled().equals(List.of("disk")) && nightcall.up() == 1);

        await().until(() -> nightcall.alerts().size() == 2);
        assertThat(nightcall.alerts().get(1).isFiring()).isFalse();
        assertThat(nightcall.alerts().get(1).key()).isEqualTo(nightcall.alerts().get(0).key());
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

    private MailServer mailbox(String protocol, String... parameters) {
        server = new MailServer(protocol).start();
        nightcall.from(server, parameters);
        return server;
    }

    private static void tellsOfTheBadMail(Alert alert) {
        assertThat(alert.system()).isEqualTo("nightcall");
        assertThat(alert.host()).isEqualTo("127.0.0.1");
        assertThat(alert.service()).contains(MailServer.USER);
        assertThat(alert.summary()).contains("x-klingon", "Subject: bad");
    }
}
