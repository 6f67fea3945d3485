package dev.nightcall.trap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** The UDP port for traps. Receiving does nothing but hand over, so that the kernel's buffer is emptied at once. */
final class TrapSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrapSocket.class);
    private static final int LONGEST_DATAGRAM = 65_535;
    /** How soon a stop is noticed, in milliseconds. */
    private static final int LOOK_UP = 200;
    /** How long a stop waits for one more, in milliseconds, and for how many: neither steady traffic nor a flood holds it up. */
    private static final int LAST_LOOK = 1;
    private static final int MOST_AT_THE_END = 2_000;

    private final DatagramSocket socket;
    private volatile boolean receiving = true;

    /**
     * @param port   0 for any free one
     * @param buffer how many octets of datagrams the kernel should keep; it may keep less ({@code net.core.rmem_max})
     * @throws SocketException naming address and port, when nothing can be received there
     */
    TrapSocket(String host, int port, int buffer) throws IOException {
        // Java binds a wildcard address of either kind to both IPv4 and IPv6, where the host has both.
        socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(buffer);
            socket.setSoTimeout(LOOK_UP);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot receive traps on " + host + ":" + port + " (UDP), the port of nightcall.snmp: "
                    + e.getMessage(), e);
        }
        LOG.info("receiving traps on {}, {} octets in the kernel's buffer", socket.getLocalSocketAddress(),
                socket.getReceiveBufferSize());
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Receives until {@link #stopReceiving()}, and then what is in the kernel's buffer already: its senders believe it is here.
     */
    void receive(BiConsumer<byte[], InetSocketAddress> datagrams) {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
        while (receiving && !socket.isClosed()) {
            next(packet, datagrams);
        }
        int left = MOST_AT_THE_END;
        while (left > 0 && next(packet, datagrams)) {
            left--;
        }
    }

    /** @return whether something was there, or came in time */
    private boolean next(DatagramPacket packet, BiConsumer<byte[], InetSocketAddress> datagrams) {
        try {
            packet.setLength(LONGEST_DATAGRAM);
            socket.receive(packet);
            datagrams.accept(Arrays.copyOf(packet.getData(), packet.getLength()), (InetSocketAddress) packet.getSocketAddress());
            return true;
        } catch (SocketTimeoutException e) {
            LOG.trace("nothing received: {}", e.getMessage());
        } catch (IOException e) {
            if (!socket.isClosed()) {
                LOG.warn("a datagram cannot be received: {}", e.toString());
            }
        }
        return false;
    }

    /** After this, {@link #send} still works. */
    void stopReceiving() throws SocketException {
        receiving = false;
        socket.setSoTimeout(LAST_LOOK);
    }

    /** Answers a sender. One that is not to be reached will repeat what it sent. */
    void send(byte[] datagram, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be answered: {}", to, e.toString());
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
