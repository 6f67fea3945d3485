package dev.nightcall.mail.mailbox;

import dev.nightcall.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of mails that cannot be handled, and of the mailbox they are in, while nobody else is held up. */
class BadMailTest extends ReadMailbox {

    private static final String FAILED = "Nightcall-Failed";

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
        assertThat(nightcall.firing()).singleElement().satisfies(BadMailTest::tellsOfTheBadMail);
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
        assertThat(nightcall.firing()).singleElement().satisfies(BadMailTest::tellsOfTheBadMail);
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
        assertThat(nightcall.firing()).singleElement().satisfies(BadMailTest::tellsOfTheBadMail);
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
        assertThat(nightcall.firing()).singleElement().satisfies(BadMailTest::tellsOfTheBadMail);
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

    private static void tellsOfTheBadMail(Alert alert) {
        assertThat(alert.system()).isEqualTo("nightcall");
        assertThat(alert.host()).isEqualTo("127.0.0.1");
        assertThat(alert.service()).contains(MailServer.USER);
        assertThat(alert.summary()).contains("x-klingon", "Subject: bad");
    }
}
