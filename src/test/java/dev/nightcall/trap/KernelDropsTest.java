package dev.nightcall.trap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class KernelDropsTest {

    @TempDir
    private Path proc;

    @Test
    void dropsOfBothTablesAreAdded() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        String header = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref "
                + "pointer drops\n";
        String rest = " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 00000000 ";
        Files.writeString(proc.resolve("net/udp"), header
                + "  77: 00000000:048A" + rest + "5\n"
                + "  78: 00000000:048B" + rest + "9\n");
        Files.writeString(proc.resolve("net/udp6"), header
                + "  79: 00000000000000000000000000000000:048A 00000000000000000000000000000000:0000 07 00000000:00000000 "
                + "00:00000000 00000000     0        0 4713 2 00000000 37\n");

        assertThat(new KernelDrops(proc).at(1162)).hasValue(42);
        assertThat(new KernelDrops(proc).at(1164)).isEmpty();
    }

    @Test
    void whereTheSystemDoesNotSayNobodyKnows() {
        assertThat(new KernelDrops(proc).at(1162)).isEmpty();
    }

    @Test
    void realDropsAreSeen() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            KernelDrops drops = new KernelDrops(Path.of("/proc"));
            assumeTrue(drops.at(socket.getLocalPort()).isPresent(), "no /proc/net/udp");
            socket.setReceiveBufferSize(4096);
            byte[] datagram = new byte[1000];
            for (int i = 0; i < 100; i++) {
                socket.send(new DatagramPacket(datagram, datagram.length, socket.getLocalSocketAddress()));
            }
            assertThat(drops.at(socket.getLocalPort()).orElseThrow()).isPositive();
        }
    }
}
