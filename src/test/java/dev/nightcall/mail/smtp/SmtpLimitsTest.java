package dev.nightcall.mail.smtp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Many senders, slow ones, those who vanish, and the stop. */
class SmtpLimitsTest {

    private static final String MAIL = "Subject: disk full\r\n\r\nServer1";
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
        threads.shutdownNow();
    }

    @Test
    void aThousandMailsOverTwentyConnectionsComeOnceEach() throws Exception {
        door.open();
        List<Callable<Void>> senders = IntStream.range(0, 20).<Callable<Void>>mapToObj(sender -> () -> {
            try (Client client = door.client()) {
                for (int i = 0; i < 50; i++) {
                    assertThat(client.mail("Subject: mail " + sender + "/" + i + "\r\n\r\n")).startsWith("250");
                }
            }
            return null;
        }).toList();
        for (Future<Void> sent : threads.invokeAll(senders)) {
            sent.get();
        }

        Set<String> different = new HashSet<>();
        door.mails().forEach(mail -> different.add(new String(mail.bytes())));
        assertThat(door.mails()).hasSize(1_000);
        assertThat(different).hasSize(1_000);
        assertThat(door.counted("accepted")).isEqualTo(1_000);
    }

    @Test
    void soManyConnectionsAndNoMore() throws Exception {
        door.connections(2, 50).open();
        try (Client one = door.client()) {
            try (Client two = door.client(); Client three = door.client()) {
                assertThat(two.greeting()).startsWith("220");
                assertThat(three.greeting()).startsWith("421 4.7.0");
                assertThat(three.isOver()).isTrue();
            }
            assertThat(one.mail(MAIL)).startsWith("250");
            await().until(() -> greeting().startsWith("220"));
        }
        assertThat(door.refused(Refusal.CONNECTIONS)).isPositive();
    }

    @Test
    void soManyConnectionsFromOneAddress() throws Exception {
        door.connections(50, 1).open();
        try (Client one = door.client(); Client two = door.client()) {
            assertThat(one.say("NOOP")).startsWith("250");
            assertThat(two.greeting()).startsWith("421 4.7.0");
        }
        await().until(() -> greeting().startsWith("220"));
    }

    @Test
    void soManyMailsInAMinute() throws Exception {
        door.perMinute(2, 1_000).open();
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
            assertThat(client.mail(MAIL)).startsWith("250");
            assertThat(client.say("MAIL FROM:<a@b>")).startsWith("451 4.7.1");
        }
        assertThat(door.mails()).hasSize(2);
        assertThat(door.refused(Refusal.MAIL_RATE)).isEqualTo(1);
    }

    @Test
    void soManyCommandsInAMinute() throws Exception {
        door.perMinute(2, 3).open();
        try (Client client = door.client()) {
            assertThat(client.say("NOOP")).startsWith("250");
            assertThat(client.say("NOOP")).startsWith("250");
            assertThat(client.say("NOOP")).startsWith("250");
            assertThat(client.say("NOOP")).startsWith("421 4.7.0");
            assertThat(client.isOver()).isTrue();
        }
    }

    @Test
    void whoOnlyTalksNonsenseIsHungUpOn() throws Exception {
        door.open();
        try (Client client = door.client()) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    if (client.say("XXXX " + "x".repeat(100)).isEmpty()) {
                        throw new SocketException("hung up");
                    }
                }
            }).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whoSaysNothingIsToldToGo() throws Exception {
        door.patience(Duration.ofMillis(400), Duration.ofSeconds(20)).open();
        try (Client client = door.client()) {
            assertThat(client.hear()).startsWith("421");
            assertThat(client.isOver()).isTrue();
        }
    }

    @Test
    void whoSpeaksOneLetterAtATimeIsToldToGo() throws Exception {
        door.patience(Duration.ofMillis(600), Duration.ofSeconds(20)).open();
        try (Client client = door.client()) {
            assertThat(drip(client)).isTrue();
        }
    }

    @Test
    void aMailThatDripsIsNotWaitedForForEver() throws Exception {
        door.patience(Duration.ofSeconds(20), Duration.ofMillis(600)).open();
        try (Client client = door.client()) {
            client.begin("a@b", "alerts@c");
            assertThat(drip(client)).isTrue();
        }
        assertThat(door.mails()).isEmpty();
        assertThat(door.refused(Refusal.UNFINISHED)).isEqualTo(1);
    }

    @Test
    void aMailThatTakesLongerThanACommandIsFine() throws Exception {
        door.patience(Duration.ofSeconds(3), Duration.ofSeconds(60)).open();
        try (Client client = door.client()) {
            client.begin("a@b", "alerts@c").send("Subject: ");
            assertThat(client.hearsNothingFor(4_000)).isTrue();
            assertThat(client.say("slow\r\n\r\n.")).startsWith("250");
        }
    }

    @Test
    void whoVanishesInTheMiddleOfAMailHasSentNone() throws Exception {
        door.open();
        try (Client client = door.client()) {
            client.begin("a@b", "alerts@c").send("Subject: half of a");
        }
        await().until(() -> door.refused(Refusal.UNFINISHED) == 1);
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
        }
        assertThat(door.mails()).hasSize(1);
    }

    @Test
    void aStopWaitsForTheMailThatIsBeingSent() throws Exception {
        door.open();
        try (Client sending = door.client(); Client waiting = door.client()) {
            sending.begin("a@b", "alerts@c").send("Subject: the last");
            Future<?> stopped = threads.submit(door::close);
            assertThat(waiting.hear()).startsWith("421");
            assertThat(greeting()).startsWith("421 4.3.2");
            assertThat(sending.say(" one\r\n\r\n.")).startsWith("250");
            assertThat(sending.hear()).startsWith("421");
            stopped.get(30, TimeUnit.SECONDS);
        }
        assertThat(door.mails()).hasSize(1);
    }

    @Test
    void aStopWaitsForTheMailThatIsInTheRoute() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch sqs = new CountDownLatch(1);
        door.behind(exchange -> {
            entered.countDown();
            sqs.await(60, TimeUnit.SECONDS);
        }).open();
        try (Client client = door.client()) {
            client.begin("a@b", "alerts@c").send(MAIL + "\r\n.\r\n");
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            Future<?> stopped = threads.submit(door::close);
            assertThat(client.hearsNothingFor(400)).isTrue();
            assertThat(stopped.isDone()).isFalse();
            sqs.countDown();
            assertThat(client.hear()).startsWith("250");
            stopped.get(30, TimeUnit.SECONDS);
        }
        assertThat(door.mails()).hasSize(1);
    }

    @Test
    void aStopDoesNotWaitForEverForAMailThatDoesNotCome() throws Exception {
        SmtpServer server = new SmtpServer("127.0.0.1", 0, door.rules(), mail -> { }, door.meters(), door.clock(),
                Executors.newCachedThreadPool());
        server.start();
        try (Client client = new Client(server.port())) {
            client.begin("a@b", "alerts@c").send("Subject: half of a");
            Future<?> stopped = threads.submit(() -> {
                server.stop(Duration.ofMillis(200));
                return null;
            });
            assertThat(client.hear()).startsWith("421");
            stopped.get(30, TimeUnit.SECONDS);
        }
        assertThat(door.mails()).isEmpty();
    }

    @Test
    void afterAStopItCanBeStartedAgain() throws Exception {
        door.open();
        door.camel().getRouteController().stopRoute("smtp");
        door.camel().getRouteController().startRoute("smtp");
        try (Client client = door.client()) {
            assertThat(client.mail(MAIL)).startsWith("250");
        }
    }

    private String greeting() throws Exception {
        try (Client client = door.client()) {
            return client.greeting();
        }
    }

    /** @return whether the sender of one letter every now and then was told to go */
    private static boolean drip(Client client) throws Exception {
        for (int i = 0; i < 200; i++) {
            client.send("x");
            if (!client.hearsNothingFor(100)) {
                return true;
            }
        }
        return false;
    }
}
