package dev.nightcall.mail.smtp;

import dev.nightcall.mail.RawMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a sender hears, and what comes out of the route. */
class SmtpServerTest {

    private static final String MAIL = "Subject: disk full\r\n\r\nServer1";
    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void oneMailForSeveralRecipientsIsOneExchangeWithoutHeaders() throws Exception {
        try (Client client = door.open().client()) {
            assertThat(client.greeting()).startsWith("220 nightcall.example ESMTP");
            client.begin("nagios@host_1", "alerts+XYZ@nightcall.example", "alerts@nightcall.example");
            assertThat(client.say("CamelFileName: /etc/passwd\r\nSubject: disk full\r\n\r\nServer1\r\n.")).startsWith("250 2.0.0");
        }

        assertThat(door.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("nagios@host_1");
            assertThat(mail.recipients()).containsExactly("alerts+XYZ@nightcall.example", "alerts@nightcall.example");
            assertThat(mail.peer()).isEqualTo("127.0.0.1");
            assertThat(text(mail)).isEqualTo("CamelFileName: /etc/passwd\r\nSubject: disk full\r\n\r\nServer1\r\n");
        });
        assertThat(door.headers()).containsExactly(Map.of());
        assertThat(door.counted("accepted")).isEqualTo(1);
    }

    @Test
    void nothingIsAnsweredBeforeTheRouteHasEnded() throws Exception {
        CountDownLatch sqs = new CountDownLatch(1);
        door.behind(exchange -> sqs.await(30, TimeUnit.SECONDS)).open();
        try (Client client = door.client()) {
            client.begin("a@b", "alerts@c").send(MAIL + "\r\n.\r\n");

            assertThat(client.hearsNothingFor(300)).isTrue();
            sqs.countDown();
            assertThat(client.hear()).startsWith("250");
        }
    }

    @Test
    void whenTheRouteFailsTheSenderTriesAgain() throws Exception {
        door.behind(exchange -> {
            throw new IllegalStateException("SQS is away");
        }).open();
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("451 4.3.0").doesNotContain("SQS");
            door.behind(exchange -> { });
            assertThat(client.mail(MAIL)).startsWith("250");
        }
        assertThat(door.mails()).hasSize(1);
        assertThat(door.counted("failed")).isEqualTo(1);
        assertThat(door.counted("accepted")).isEqualTo(1);
    }

    @Test
    void aRollbackIsAFailure() throws Exception {
        door.behind(exchange -> exchange.setRollbackOnly(true)).open();
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("451 4.3.0");
        }
    }

    @Test
    void anErrorIsAFailureToo() throws Exception {
        SmtpServer server = new SmtpServer("127.0.0.1", 0, door.rules(), mail -> {
            throw new OutOfMemoryError("as a test has it");
        }, door.meters(), door.clock(), Executors.newCachedThreadPool());
        server.start();
        try (Client client = new Client(server.port())) {
            assertThat(client.mail(MAIL)).startsWith("451 4.3.0");
            assertThat(client.say("NOOP")).startsWith("250");
        } finally {
            server.stop(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "[::]", "localhost"})
    void listensOnAnyAddressThatIsWrittenInAnyWay(String host) throws Exception {
        try (Client client = door.host(host).open().client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void otherRecipientsAreRefusedOneByOne() throws Exception {
        door.recipients("oncall@example.jp").open();
        try (Client client = door.client()) {
            client.say("MAIL FROM:<a@b>");
            assertThat(client.say("RCPT TO:<victim@example.com>")).startsWith("550 5.7.1");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("RCPT TO:<oncall@example.jp>")).startsWith("250");
            assertThat(client.say("RCPT TO:<postmaster@example.jp>")).startsWith("550 5.7.1");
            client.say("DATA");
            assertThat(client.say(MAIL + "\r\n.")).startsWith("250");
        }
        assertThat(door.mails()).singleElement().extracting(RawMail::recipients).isEqualTo(List.of("oncall@example.jp"));
        assertThat(door.refused(Refusal.RECIPIENT)).isEqualTo(2);
    }

    @Test
    void aBounceHasNoSender() throws Exception {
        try (Client client = door.open().client()) {
            client.begin("", "alerts@c");
            assertThat(client.say(MAIL + "\r\n.")).startsWith("250");
        }
        assertThat(door.mails()).extracting(RawMail::sender).containsExactly("");
    }

    @Test
    void octetsSurviveAndDotsAreUnstuffed() throws Exception {
        byte[] shiftJis = "障害ソ表\0".getBytes("windows-31j");
        String mail = ".first\r\nSubject: " + new String(shiftJis, StandardCharsets.ISO_8859_1) + "\r\n\r\n\n.\n..\r\nbare\rCR\r\n.\r\n";
        String stuffed = ("." + mail).replace("\r\n.", "\r\n..");
        try (Client client = door.open().client()) {
            assertThat(client.say("EHLO monitor")).contains("8BITMIME").contains("SMTPUTF8");
            assertThat(client.say("MAIL FROM:<\u00e7\u009b\u00a3@b> BODY=8BITMIME SMTPUTF8")).startsWith("250");
            assertThat(client.say("RCPT TO:<alerts+\u00e7\u009b\u00a3@c>")).startsWith("250");
            assertThat(client.say("DATA")).startsWith("354");
            assertThat(client.send(stuffed).say(".")).startsWith("250");
        }
        assertThat(door.mails()).singleElement().satisfies(received -> {
            assertThat(text(received)).isEqualTo(mail);
            assertThat(received.sender()).isEqualTo("監@b");
            assertThat(received.recipients()).containsExactly("alerts+監@c");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n", "\n..\r\n"})
    void aMailInsideAMailStaysInside(String nearlyTheEnd) throws Exception {
        try (Client client = door.open().client()) {
            client.begin("a@b", "alerts@c").send("Subject: one\r\n\r\none" + nearlyTheEnd
                    + "MAIL FROM:<forged@d>\r\nRCPT TO:<alerts@e>\r\nDATA\r\nSubject: two\r\n\r\ntwo");
            assertThat(client.say("\r\n.")).startsWith("250");
            assertThat(client.say("NOOP")).startsWith("250");
        }
        assertThat(door.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("a@b");
            assertThat(text(mail)).contains("forged@d").endsWith("two\r\n");
        });
    }

    @Test
    void aHeaderOfOneMegabyteIsFine() throws Exception {
        String mail = "Subject: " + "x".repeat(1_000_000) + "\r\n\r\nbody";
        try (Client client = door.open().client()) {
            assertThat(client.mail(mail)).startsWith("250");
        }
        assertThat(door.mails()).extracting(SmtpServerTest::text).containsExactly(mail + "\r\n");
    }

    @Test
    void aMailOfTwentyMegabytesIsRefusedAndTheConnectionGoesOn() throws Exception {
        door.memory(10_485_760).open();
        try (Client client = door.client()) {
            assertThat(client.say("EHLO monitor")).contains("SIZE 10485760");
            client.begin("a@b", "alerts@c");
            byte[] megabyte = "0123456789abcde\n".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 20; i++) {
                client.send(megabyte);
            }
            assertThat(client.say("\r\n.")).startsWith("552 5.3.4");
            assertThat(client.mail(MAIL)).startsWith("250");
        }
        assertThat(door.mails()).hasSize(1);
        assertThat(door.refused(Refusal.SIZE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE=1001", "SIZE=1001 BODY=8BITMIME", "BODY=8BITMIME size=99999999999999999999"})
    void aMailThatIsAnnouncedTooLongIsRefusedBeforeItComes(String parameters) throws Exception {
        door.octets(1_000).open();
        try (Client client = door.client()) {
            assertThat(client.say("MAIL FROM:<a@b> " + parameters)).startsWith("552 5.3.4");
            assertThat(client.say("MAIL FROM:<a@b> SIZE=1000")).startsWith("250");
        }
    }

    @Test
    void mailsThatAreTooMuchAtOnceComeLater() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch sqs = new CountDownLatch(1);
        door.octets(100_000).memory(100_000).behind(exchange -> {
            entered.countDown();
            sqs.await(30, TimeUnit.SECONDS);
        }).open();
        try (Client one = door.client(); Client other = door.client()) {
            one.begin("a@b", "alerts@c").send("a".repeat(60_000) + "\r\n.\r\n");
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.mail("b".repeat(60_000))).startsWith("451 4.3.1");
            sqs.countDown();
            assertThat(one.hear()).startsWith("250");
            assertThat(other.mail("b".repeat(60_000))).startsWith("250");
        }
    }

    @Test
    void soManyRecipientsAndNoMore() throws Exception {
        door.mostRecipients(2).open();
        try (Client client = door.client()) {
            client.say("MAIL FROM:<a@b>");
            assertThat(client.say("RCPT TO:<alerts+1@c>")).startsWith("250");
            assertThat(client.say("RCPT TO:<alerts+2@c>")).startsWith("250");
            assertThat(client.say("RCPT TO:<alerts+3@c>")).startsWith("452 4.5.3");
            client.say("DATA");
            assertThat(client.say(MAIL + "\r\n.")).startsWith("250");
        }
        assertThat(door.mails().get(0).recipients()).hasSize(2);
    }

    @Test
    void commandsHaveAnOrder() throws Exception {
        try (Client client = door.open().client()) {
            assertThat(client.say("RCPT TO:<alerts@c>")).startsWith("503");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("MAIL FROM:a@b")).startsWith("250");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("503");
            assertThat(client.say("RCPT TO:<alerts@c>")).startsWith("250");
            assertThat(client.say("RSET")).startsWith("250");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("MAIL FROM:")).startsWith("501");
            assertThat(client.say("MAIL FROM:<a@b> SIZE=x")).startsWith("501");
            assertThat(client.say("EHLO")).startsWith("501");
            assertThat(client.say("HELO monitor")).startsWith("250");
            assertThat(client.say("HELP")).startsWith("214");
            assertThat(client.say("VRFY root")).startsWith("502");
            assertThat(client.say("EXPN staff")).startsWith("502");
            assertThat(client.say("WHAT IS THIS")).startsWith("500");
            assertThat(client.say("STARTTLS")).startsWith("454");
            assertThat(client.say("AUTH PLAIN AGEAYg==")).startsWith("502");
            assertThat(client.say("QUIT")).startsWith("221");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST / HTTP/1.1", "GET / HTTP/1.1", "BDAT 86 LAST"})
    void whoTalksOfSomethingElseIsHungUpOn(String line) throws Exception {
        try (Client client = door.open().client()) {
            client.say("MAIL FROM:<a@b>");
            client.say("RCPT TO:<alerts@c>");
            assertThat(client.send(line + "\r\nHost: nightcall\r\n\r\nMAIL FROM:<a@b>\r\n").hear()).startsWith("502");
            assertThat(client.isOver()).isTrue();
        }
        assertThat(door.mails()).isEmpty();
        assertThat(door.refused(Refusal.PROTOCOL)).isEqualTo(1);
    }

    @Test
    void aCommandThatIsTooLongOrGarbageEndsOnlyItsConnection() throws Exception {
        door.open();
        try (Client tooLong = door.client(); Client garbage = door.client(); Client next = door.client()) {
            assertThat(tooLong.say("NOOP " + "x".repeat(2_000))).startsWith("501");
            assertThat(garbage.say("\u0016\u0003\u0001\u00ff\u00fe")).startsWith("501");
            assertThat(next.mail(MAIL)).startsWith("250");
        }
    }

    @Test
    void aPortInUseStopsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> door.port(taken.getLocalPort()).open()).hasStackTraceContaining(
                    "cannot listen for SMTP on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static String text(RawMail mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }
}
