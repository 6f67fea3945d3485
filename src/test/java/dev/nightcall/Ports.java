package dev.nightcall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for whoever has to be told one before it listens. The system gives what it gives to those who ask for any port, and to
 * every connection that goes out, from 32768 on (net.ipv4.ip_local_port_range): these are below, so that between the choice and
 * the listening nobody takes them by chance. Tests that run side by side have ranges of their own.
 */
public final class Ports {

    private static final int FIRST = 12_000;
    private static final int OF_ONE_FORK = 2_000;
    private static final int FORKS = 10;
    private static final int RANGE = FIRST + OF_ONE_FORK * Math.floorMod(Integer.getInteger("nightcall.test.fork", 0), FORKS);
    /** Somebody may run the tests of another clone beside these. */
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(OF_ONE_FORK));

    private Ports() {
    }

    /** @return one at which nobody listens, by TCP or UDP, and that was not given before by this process */
    public static int free() {
        for (int tries = 0; tries < OF_ONE_FORK; tries++) {
            int port = RANGE + Math.floorMod(NEXT.getAndIncrement(), OF_ONE_FORK);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + RANGE + " on");
    }

    private static boolean isFree(int port) {
        try (var tcp = new ServerSocket(port); var udp = new DatagramSocket(port)) {
            return tcp.isBound() && udp.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
