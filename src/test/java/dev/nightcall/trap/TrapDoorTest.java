package dev.nightcall.trap;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The door as devices see it: UDP. */
class TrapDoorTest {


    @Test
    void samplesComeThroughOrAreCountedAsRefused() throws Exception {
        try (RunningTraps traps = new RunningTraps("public", RunningTraps.USERS)) {
            for (String name : Samples.names()) {
                traps.send(Samples.datagram(name));
            }
            await().until(() -> traps.counted() == Samples.names().size());

            assertThat(traps.read).hasSize(19).extracting(Trap::oid).contains("1.3.6.1.2.1.33.2.1");
            assertThat(traps.count("accepted")).isEqualTo(19);
            assertThat(traps.count("refused-authentication")).isEqualTo(1);
            assertThat(traps.count("discovery")).as("and an INFORM for the receiver that it was recorded at").isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void bothKindsOfAddressesReachIt(String host) throws Exception {
        try (RunningTraps traps = new RunningTraps("public", ""); Sender sender = new Sender("ipv6-device", 1)) {
            sender.send(Sender.linkDown(), Sender.community(host, traps.port(), SnmpConstants.version2c, "public"));
            sender.send(Sender.v1("1.3.6.1.4.1.9", "192.0.2.9", 6, 1),
                    Sender.community(host, traps.port(), SnmpConstants.version1, "public"));
            await().until(() -> traps.read.size() == 2);

            String source = host.equals("::1") ? "0:0:0:0:0:0:0:1" : host;
            assertThat(traps.read).extracting(Trap::source).containsOnly(source);
            assertThat(traps.read).extracting(Trap::agent).containsExactlyInAnyOrder(source, "192.0.2.9");
        }
    }

    @Test
    void aTrapThatCannotBeTakenIsTriedAgain() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (RunningTraps traps = new RunningTraps("public", "")) {
            traps.reading(trap -> {
                if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("SQS is away");
                }
            });
            traps.send(Samples.datagram("v2c-linkDown.1"));
            await().until(() -> tries.get() == 1);
            await().untilAsserted(() -> assertThat(traps.gauge("nightcall.traps.waiting")).isEqualTo(1));
            await().until(() -> traps.count("accepted") == 1);

            assertThat(traps.read).hasSize(1);
            assertThat(traps.count("failed")).isZero();
        }
    }

    /** The clock was behind, and that was why it could not be taken. */
    @Test
    void aTrapIsTriedAgainThoughTheClockIsPutForwardMeanwhile() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:00:00Z"));
        TrapSettings settings = new TrapSettings("127.0.0.1", 0, 1 << 20, 100, 2, Duration.ofMinutes(1));
        AtomicInteger tries = new AtomicInteger();
        try (RunningTraps traps = new RunningTraps("public", "", settings, "test", clock)) {
            traps.reading(trap -> {
                if (tries.incrementAndGet() == 1) {
                    clock.advance(Duration.ofMinutes(10));
                    throw new IllegalStateException("the clock is wrong");
                }
            });
            traps.send(Samples.datagram("v2c-linkDown.1"));
            await().until(() -> traps.count("accepted") == 1);
        }
    }

    @Test
    void aTrapIsGivenUpInTheEnd() throws Exception {
        TrapSettings settings = new TrapSettings("127.0.0.1", 0, 1 << 20, 100, 2, Duration.ofMillis(1));
        try (RunningTraps traps = new RunningTraps("public", "", settings, "test")) {
            traps.reading(trap -> {
                throw new IllegalStateException("for ever");
            });
            traps.send(Samples.datagram("v2c-linkDown.1"));
            await().untilAsserted(() -> assertThat(traps.count("failed")).isEqualTo(1));
        }
    }

    @Test
    void moreThanTheQueueHoldsIsDroppedAndCounted() throws Exception {
        Semaphore gate = new Semaphore(0);
        try (RunningTraps traps = new RunningTraps("public", "", 10, 2)) {
            traps.reading(trap -> gate.acquireUninterruptibly());
            byte[][] burst = new byte[25][];
            Arrays.fill(burst, Samples.datagram("v2c-linkDown.1"));
            traps.send(burst);
            await().until(() -> traps.count("dropped-queue-full") == 15);

            gate.release(25);
            await().until(() -> traps.read.size() == 10);
            traps.send(burst[0]);
            await().until(() -> traps.read.size() == 11);
        }
    }

    @Test
    void longDatagramsCountAsSeveralSoThatTheyCannotFillTheMemory() throws Exception {
        Semaphore gate = new Semaphore(0);
        try (RunningTraps traps = new RunningTraps("public", "", 800, 1)) {
            traps.reading(trap -> gate.acquireUninterruptibly());
            byte[] datagram = Sender.datagram(Sender.linkDown(Sender.varbind("1.3.6.1.9", new OctetString("x".repeat(60_000)))),
                    "public");
            for (int i = 0; i < 5; i++) {
                traps.send(datagram);
            }
            await().until(() -> traps.count("dropped-queue-full") == 2);
            gate.release(5);
            await().until(() -> traps.read.size() == 3);
        }
    }

    @Test
    void aReplayIsRefusedAndCounted() throws Exception {
        try (RunningTraps traps = new RunningTraps("", RunningTraps.USERS)) {
            byte[] trap = Samples.datagram("v3-authPriv-SHA-AES-linkDown.1");
            traps.send(trap, trap);
            await().until(() -> traps.counted() == 2);

            assertThat(traps.count("accepted")).isEqualTo(1);
            assertThat(traps.count("replayed")).isEqualTo(1);
        }
    }

    @Test
    void noiseAndHugeDatagramsDoNotStopIt() throws Exception {
        try (RunningTraps traps = new RunningTraps("public", RunningTraps.USERS); Sender sender = new Sender("huge-device", 1)) {
            Random random = new Random(4711);
            List<String> names = Samples.names();
            for (int i = 0; i < 10_000; i++) {
                byte[] noise = i % 2 == 0 ? new byte[random.nextInt(1500)]
                        : Arrays.copyOf(Samples.datagram(names.get(i % names.size())), random.nextInt(80));
                random.nextBytes(i % 2 == 0 ? noise : new byte[0]);
                traps.send(noise);
                if (i % 100 == 0) {
                    int sent = i;
                    await().pollInterval(Duration.ofMillis(5)).until(() -> traps.counted() > sent);
                }
            }
            traps.send(new byte[65_507]);
            await().until(() -> traps.counted() == 10_001);
            assertThat(traps.count("undecodable")).isGreaterThan(9_900);

            for (int size : new int[] {8192, 60_000}) {
                sender.send(Sender.linkDown(Sender.varbind("1.3.6.1.9", new OctetString("x".repeat(size)))),
                        Sender.community("127.0.0.1", traps.port(), SnmpConstants.version2c, "public"));
            }
            await().until(() -> traps.read.size() == 2);
            assertThat(traps.read).extracting(trap -> trap.varbinds().get(0).value().length())
                    .containsExactlyInAnyOrder(8192, 16_384);
        }
    }

    @Test
    void receivedAtKeepsTheOrder() throws Exception {
        try (RunningTraps traps = new RunningTraps("public", "", 20_000, 8)) {
            byte[][] datagrams = new byte[200][];
            for (int i = 0; i < datagrams.length; i++) {
                datagrams[i] = Sender.datagram(Sender.linkDown(Sender.varbind("1.3.6.1.9", new Integer32(i))), "public");
            }
            traps.send(datagrams);
            await().until(() -> traps.read.size() == datagrams.length);

            List<Trap> inOrder = traps.read.stream().sorted(Comparator.comparing(Trap::receivedAt)).toList();
            assertThat(inOrder).extracting(trap -> Integer.parseInt(trap.varbinds().get(0).value())).isSorted();
            assertThat(inOrder).extracting(Trap::receivedAt).doesNotHaveDuplicates();
        }
    }

    /** The kernel keeps a few hundred for a receiver that has to wait for its turn, so nobody else may be on the machine. */
    @Test
    @Tag("quiet")
    void aBurstOfTenThousandTrapsIsTaken() throws Exception {
        CountDownLatch all = new CountDownLatch(10_000);
        try (RunningTraps traps = new RunningTraps("public", "")) {
            traps.reading(trap -> all.countDown());
            byte[][] burst = new byte[10_000][];
            Arrays.fill(burst, Samples.datagram("v2c-linkDown.1"));
            long start = System.nanoTime();
            traps.send(burst);
            long sent = System.nanoTime();
            boolean taken = all.await(30, TimeUnit.SECONDS);
            long end = System.nanoTime();
            System.out.printf("10000 traps: sent in %d ms, all in the route after %d ms, %.0f/s; %d missing%n",
                    (sent - start) / 1_000_000, (end - start) / 1_000_000, 10_000e9 / (end - start), all.getCount());

            assertThat(taken).as("%d missing, the kernel dropped some: %s", all.getCount(), traps.counted()).isTrue();
            await().until(() -> traps.count("accepted") == 10_000);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            TrapSettings settings = new TrapSettings("127.0.0.1", other.getLocalPort(), 1 << 20, 10, 1, Duration.ofMinutes(1));
            assertThatThrownBy(() -> new RunningTraps("public", "", settings, "test"))
                    .hasStackTraceContaining("nightcall.snmp").hasStackTraceContaining("" + other.getLocalPort());
        }
    }

    @Test
    void whatWasReceivedIsHandledBeforeItStops() throws Exception {
        AtomicInteger read = new AtomicInteger();
        try (RunningTraps traps = new RunningTraps("public", "", 1000, 1)) {
            traps.reading(trap -> {
                // As slow as a queue that is far away.
                LockSupport.parkNanos(2_000_000);
                read.incrementAndGet();
            });
            byte[][] burst = new byte[100][];
            Arrays.fill(burst, Samples.datagram("v2c-linkDown.1"));
            traps.send(burst);
            await().until(() -> traps.counted() >= 10);
        }
        assertThat(read).hasValue(100);
    }
}
