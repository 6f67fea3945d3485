package dev.nightcall.trap;

import dev.nightcall.alert.Text;
import dev.nightcall.reading.Charsets;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The variables of a trap as text. A type that nobody knows is still a value: the rest of the trap is readable. */
final class Values {

    /** More than fit into any trap that a device sends; a datagram could hold 9,000. */
    private static final int MOST = 1000;
    /** Characters. */
    private static final int LONGEST = 16_384;

    private Values() {
    }

    /** All varbinds of a PDU; those beyond the first thousand are left out. */
    static List<Varbind> read(Ber list) throws TrapRefusedException {
        List<Varbind> varbinds = new ArrayList<>();
        while (list.hasMore() && varbinds.size() < MOST) {
            Ber varbind = list.enter(Ber.SEQUENCE);
            varbinds.add(value(varbind.oid(), varbind));
        }
        return varbinds;
    }

    private static Varbind value(String oid, Ber varbind) throws TrapRefusedException {
        int tag = varbind.tag();
        Ber value = varbind.enter();
        return switch (tag) {
            case Ber.INTEGER -> new Varbind(oid, "INTEGER", signed(value.rest()));
            case Ber.OCTETS -> new Varbind(oid, "OCTET STRING", text(Charsets.show(value.rest())));
            case 0x05 -> new Varbind(oid, "NULL", "");
            case Ber.OID -> new Varbind(oid, "OBJECT IDENTIFIER", value.subIdentifiers());
            case 0x40 -> new Varbind(oid, "IpAddress", address(value.rest()));
            case 0x41 -> new Varbind(oid, "Counter32", unsigned(value.rest()));
            // Unsigned32 is the same on the wire.
            case 0x42 -> new Varbind(oid, "Gauge32", unsigned(value.rest()));
            case 0x43 -> new Varbind(oid, "TimeTicks", unsigned(value.rest()));
            case 0x44 -> new Varbind(oid, "Opaque", text(opaque(value.rest())));
            case 0x46 -> new Varbind(oid, "Counter64", unsigned(value.rest()));
            case 0x47 -> new Varbind(oid, "UInteger32", unsigned(value.rest()));
            case 0x80 -> new Varbind(oid, "noSuchObject", "");
            case 0x81 -> new Varbind(oid, "noSuchInstance", "");
            case 0x82 -> new Varbind(oid, "endOfMibView", "");
            default -> new Varbind(oid, "0x%02x".formatted(tag), text(Charsets.hex(value.rest())));
        };
    }

    private static String text(String written) {
        return Text.cut(Text.lines(written), LONGEST);
    }

    private static String signed(byte[] octets) throws TrapRefusedException {
        return new BigInteger(number(octets)).toString();
    }

    /** Unsigned whatever the first bit says, as some agents leave out the zero before it. */
    private static String unsigned(byte[] octets) throws TrapRefusedException {
        return new BigInteger(1, number(octets)).toString();
    }

    private static byte[] number(byte[] octets) throws TrapRefusedException {
        if (octets.length == 0 || octets.length > 9 || octets.length == 9 && octets[0] != 0) {
            throw TrapRefusedException.undecodable("has a number of " + octets.length + " octets");
        }
        return octets;
    }

    /** Dotted, or IPv6 in its usual form. */
    static String address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            // Neither 4 nor 16 octets.
            return Charsets.hex(octets);
        }
    }

    /** net-snmp's numbers inside an Opaque (draft-perkins-opaque-01): 9f, type, length, number. */
    private static String opaque(byte[] octets) {
        if (octets.length < 3 || octets[0] != (byte) 0x9F || octets[2] != octets.length - 3) {
            return Charsets.hex(octets);
        }
        ByteBuffer number = ByteBuffer.wrap(octets, 3, octets.length - 3);
        byte[] digits = octets.length == 3 ? new byte[1] : Arrays.copyOfRange(octets, 3, octets.length);
        return switch (octets[1]) {
            case 0x78 -> octets[2] == 4 ? Float.toString(number.getFloat()) : Charsets.hex(octets);
            case 0x79 -> octets[2] == 8 ? Double.toString(number.getDouble()) : Charsets.hex(octets);
            case 0x7A -> new BigInteger(digits).toString();
            case 0x76, 0x7B -> new BigInteger(1, digits).toString();
            default -> Charsets.hex(octets);
        };
    }
}
