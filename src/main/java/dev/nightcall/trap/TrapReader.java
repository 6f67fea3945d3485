package dev.nightcall.trap;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads an SNMP datagram: a trap or INFORM of version 1, 2c or 3. May be used by several threads. */
public final class TrapReader {

    private static final int V1 = 0;
    private static final int V2C = 1;
    private static final int V3 = 3;

    private final Communities communities;
    private final Security security;

    /** What came in. @param requestId the sender's number of an INFORM @param response what it waits for; null for a trap */
    record Received(Trap trap, long requestId, byte[] response) {
    }

    public TrapReader(Communities communities, Users users, LocalEngine engine, Clock clock) {
        this.communities = communities;
        this.security = new Security(users, engine, new Freshness(clock));
    }

    /**
     * Reads a datagram that was recorded. When it was sent, and for which receiver, does not matter; passwords still do.
     * Nothing is remembered of it and nobody is answered: a trap that comes in later is judged as if it had not been read.
     *
     * @param source       the address that it came from, for a trap that does not say another
     * @param at           when it came
     * @param anyCommunity whether every community of v1 and v2c is accepted
     * @throws TrapRefusedException when it is no trap, or not one for us; its message says why
     */
    public Trap read(byte[] datagram, InetAddress source, Instant at, boolean anyCommunity) throws TrapRefusedException {
        return read(datagram, source, at, anyCommunity, false).trap();
    }

    /** Reads a datagram that has just come in. */
    Received receive(byte[] datagram, InetAddress source, Instant at) throws TrapRefusedException {
        return read(datagram, source, at, false, true);
    }

    private Received read(byte[] datagram, InetAddress source, Instant at, boolean anyCommunity, boolean live)
            throws TrapRefusedException {
        Ber message = new Ber(datagram).enter(Ber.SEQUENCE);
        long version = message.integer();
        if (version == V3) {
            Security.Opened opened = security.open(datagram, message, live);
            return new Received(trap("3", opened.pdu(), source, Optional.of(opened.user()), opened.context(), at),
                    opened.pdu().requestId(), opened.response());
        }
        if (version != V1 && version != V2C) {
            throw TrapRefusedException.undecodable("has version " + version + ", which is none of 0 (v1), 1 (v2c) and 3");
        }
        if (!communities.accept(message.octets()) && !anyCommunity) {
            throw new TrapRefusedException(Refusal.COMMUNITY, "its community is not accepted");
        }
        int tagAt = message.at();
        Pdu pdu = Pdu.read(message);
        Trap trap = trap(version == V1 ? "1" : "2c", pdu, source, Optional.empty(), "", at);
        return new Received(trap, pdu.requestId(), pdu.inform() ? response(datagram, tagAt) : null);
    }

    /** RFC 3416 section 4.2.7: the response has the INFORM's fields. */
    private static byte[] response(byte[] inform, int tagAt) {
        byte[] response = inform.clone();
        response[tagAt] = (byte) Pdu.RESPONSE;
        return response;
    }

    private static Trap trap(String version, Pdu pdu, InetAddress source, Optional<String> user, String context,
                             Instant at) {
        String from = Values.address(source.getAddress());
        return new Trap(version, pdu.oid(), pdu.enterprise(), pdu.address().orElse(from), from, user, context, pdu.inform(),
                pdu.uptime(), pdu.varbinds(), at);
    }
}
