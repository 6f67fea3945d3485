package dev.nightcall.trap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * This Nightcall as an SNMP engine (RFC 3411 section 5, RFC 3414 section 2.2): to an INFORM, the receiver's clock counts.
 *
 * <p>A sender keeps the id, and never believes boots that are less than it knew. So both survive a restart without a file:
 * the id is made from a name, and boots are the seconds from 2020 to the start, which grow with every restart, as long as
 * the clock is not set back, and fit their 31 bits until 2088.
 */
public final class LocalEngine {

    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
    /** Enterprise 4976 (SNMP4J, whose protocols are used), then octets: RFC 3411, SnmpEngineID. */
    private static final byte[] PREFIX = {(byte) 0x80, 0x00, 0x13, 0x70, 0x05};
    private static final int NAME_OCTETS = 16;
    private static final int WINDOW = 150;

    private final byte[] id;
    private final Clock clock;
    private final Instant started;

    private LocalEngine(byte[] id, Clock clock) {
        this.id = id;
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * An engine whose id follows from the host's name and its port. Behind a UDP load balancer each Nightcall is then an
     * engine of its own: an INFORM that comes to another one than before is answered with that one's id, and its sender
     * starts anew. With one id for all, their boots would differ, and senders refuse the lesser.
     */
    public static LocalEngine ofHost(int port, Clock clock) {
        return named(hostName() + ":" + port, clock);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // No reason not to start, as most senders use no version 3 INFORMs; the setting is for those that do.
            return "localhost";
        }
    }

    /** An engine whose id follows from a name that no other receiver has, and that stays. */
    static LocalEngine named(String name, Clock clock) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            byte[] id = Arrays.copyOf(PREFIX, PREFIX.length + NAME_OCTETS);
            System.arraycopy(hash, 0, id, PREFIX.length, NAME_OCTETS);
            return new LocalEngine(id, clock);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * @param hex the id: 5 to 32 octets in hexadecimal, with or without 0x
     * @throws IllegalArgumentException when it is none
     */
    public static LocalEngine withId(String hex, Clock clock) {
        String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
        if (!digits.matches("([0-9A-Fa-f]{2}){5,32}")) {
            throw new IllegalArgumentException("nightcall.snmp.engine-id must be 5 to 32 octets in hexadecimal, such as "
                    + "0x8000137005c0ffee");
        }
        return new LocalEngine(HexFormat.of().parseHex(digits), clock);
    }

    byte[] id() {
        return id.clone();
    }

    boolean is(byte[] engineId) {
        return Arrays.equals(id, engineId);
    }

    long boots() {
        return Math.max(1, Duration.between(EPOCH, started).toSeconds());
    }

    /** Seconds since the start. */
    long time() {
        return Math.max(0, Duration.between(started, clock.instant()).toSeconds());
    }

    /** RFC 3414 section 3.2, 7 a. */
    boolean isTimely(long saidBoots, long saidTime) {
        return saidBoots == boots() && Math.abs(saidTime - time()) <= WINDOW;
    }
}
