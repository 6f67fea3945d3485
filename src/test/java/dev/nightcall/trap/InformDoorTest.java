package dev.nightcall.trap;

import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.smi.Integer32;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The door as devices see it that want to know whether an INFORM was taken. */
class InformDoorTest {

    private static final String V2C_INFORM = "v2c-inform-linkDown.1";

    @Test
    void aV2cInformIsAnsweredWhenTheRouteHasTakenIt() throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        try (RunningTraps traps = new RunningTraps("public", "").reading(trap -> handled.countDown());
             Sender sender = new Sender("inform", 1)) {
            PDU inform = Sender.inform(Sender.varbind("1.3.6.1.9", new Integer32(3)));

            PDU answer = sender.answer(inform, Sender.community("127.0.0.1", traps.port(), SnmpConstants.version2c, "public"));

            assertThat(handled.getCount()).as("not before the route has run").isZero();
            assertThat(answer.getType()).isEqualTo(PDU.RESPONSE);
            assertThat(answer.getErrorStatus()).isZero();
            assertThat(answer.getVariableBindings()).isEqualTo(inform.getVariableBindings());
        }
    }

    @Test
    void aV3InformFindsOutTheEngineAndIsAnsweredEncrypted() throws Exception {
        try (RunningTraps traps = new RunningTraps("", RunningTraps.USERS); Sender sender = informer()) {
            PDU answer = sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(traps.port(), "u"));

            assertThat(answer).isInstanceOf(ScopedPDU.class);
            assertThat(answer.getType()).isEqualTo(PDU.RESPONSE);
            assertThat(traps.read).singleElement().satisfies(trap -> {
                assertThat(trap.inform()).isTrue();
                assertThat(trap.user()).contains("u");
            });
            assertThat(traps.count("discovery")).isPositive();
        }
    }

    @Test
    void aV3InformOfAWrongUserOrPasswordIsToldSo() throws Exception {
        try (RunningTraps traps = new RunningTraps("", RunningTraps.USERS); Sender sender = new Sender("wrong-device", 1)
                .user("u", AuthHMAC192SHA256.ID, "wrongpass999", PrivAES128.ID, "privpass123")
                .user("nobody", AuthHMAC192SHA256.ID, "authpass123", PrivAES128.ID, "privpass123")) {
            sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(traps.port(), "u"));
            sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(traps.port(), "nobody"));

            assertThat(traps.count("refused-authentication")).isPositive();
            assertThat(traps.count("refused-user")).isPositive();
            assertThat(traps.read).isEmpty();
        }
    }

    @Test
    void afterARestartInformsGoOn() throws Exception {
        TrapSettings settings = new TrapSettings("127.0.0.1", 0, 1 << 20, 100, 2, Duration.ofMinutes(1));
        try (Sender sender = informer()) {
            int port;
            try (RunningTraps traps = new RunningTraps("", RunningTraps.USERS, settings, "restarted")) {
                port = traps.port();
                assertThat(sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(port, "u")).getType())
                        .isEqualTo(PDU.RESPONSE);
            }
            // Boots are counted in seconds.
            Instant next = Instant.now().plusSeconds(1);
            await().until(() -> Instant.now().isAfter(next));
            TrapSettings again = new TrapSettings("127.0.0.1", port, 1 << 20, 100, 2, Duration.ofMinutes(1));
            try (RunningTraps traps = new RunningTraps("", RunningTraps.USERS, again, "restarted")) {
                await().untilAsserted(() -> assertThat(sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(port, "u")))
                        .isNotNull().extracting(PDU::getType).isEqualTo(PDU.RESPONSE));
                assertThat(traps.read).isNotEmpty();
            }
        }
    }

    @Test
    void anInformThatCannotBeTakenIsNotAnsweredUntilItCan() throws Exception {
        try (RunningTraps traps = new RunningTraps("public", RunningTraps.USERS); Sender sender = informer();
             DatagramSocket socket = new DatagramSocket()) {
            traps.reading(trap -> {
                throw new IllegalStateException("SQS is away");
            });
            byte[] inform = Samples.datagram(V2C_INFORM);
            assertThat(exchange(socket, traps.port(), inform, 1_000)).as("no answer").isNull();
            assertThat(sender.hearsNothing(Sender.scoped(PDU.INFORM), sender.discovering(traps.port(), "u"))).isTrue();
            await().untilAsserted(() -> assertThat(traps.count("failed")).isEqualTo(2));

            traps.reading(trap -> { });
            assertThat(exchange(socket, traps.port(), inform, 30_000)).as("the same datagram again").isNotNull();
            assertThat(sender.answer(Sender.scoped(PDU.INFORM), sender.discovering(traps.port(), "u"))).isNotNull();
            assertThat(traps.read).hasSize(2);
        }
    }

    @Test
    void aRepeatedInformIsNotHandledTwiceAtTheSameTime() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger entered = new AtomicInteger();
        try (RunningTraps traps = new RunningTraps("public", ""); DatagramSocket socket = new DatagramSocket()) {
            traps.reading(trap -> {
                entered.incrementAndGet();
                gate.acquireUninterruptibly();
            });
            byte[] inform = Samples.datagram(V2C_INFORM);
            for (int i = 0; i < 3; i++) {
                socket.send(new DatagramPacket(inform, inform.length, new InetSocketAddress("127.0.0.1", traps.port())));
            }
            await().until(() -> traps.count("repeated") == 2);

            assertThat(entered).hasValue(1);
            gate.release(10);
            assertThat(exchange(socket, traps.port(), inform, 30_000)).as("later it is answered again").isNotNull();
        }
    }

    private static Sender informer() throws IOException {
        return new Sender("informer", 1).user("u", AuthHMAC192SHA256.ID, "authpass123", PrivAES128.ID, "privpass123");
    }

    /** @return the answer; null when there is none in so many milliseconds */
    private static byte[] exchange(DatagramSocket socket, int port, byte[] datagram, int patience) throws IOException {
        socket.setSoTimeout(patience);
        socket.send(new DatagramPacket(datagram, datagram.length, new InetSocketAddress("127.0.0.1", port)));
        DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        } catch (SocketTimeoutException e) {
            return null;
        }
    }
}
