package dev.nightcall.trap;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The part of the Basic Encoding Rules that SNMP uses (RFC 3417 section 8), from a stranger's datagram: a value never
 * reaches beyond the one that it is in. snmp4j's own reader only knows the end of the datagram, gives up the whole trap for
 * one type it does not know, and has no bounds.
 */
final class Ber {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    /** RFC 2578 section 3.5. */
    private static final int MOST_SUB_IDENTIFIERS = 128;

    private final byte[] data;
    private final int end;
    private int at;

    Ber(byte[] data) {
        this(data, 0, data.length);
    }

    private Ber(byte[] data, int at, int end) {
        this.data = data;
        this.at = at;
        this.end = end;
    }

    /** Where in the datagram the next octet is. */
    int at() {
        return at;
    }

    /** Where in the datagram this value ends. */
    int end() {
        return end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** The tag of the next value. */
    int tag() throws TrapRefusedException {
        if (at >= end) {
            throw TrapRefusedException.undecodable("ends early, at octet " + at);
        }
        return data[at] & 0xFF;
    }

    /** Goes into the next value, whatever it is, and past it. */
    Ber enter() throws TrapRefusedException {
        tag();
        at++;
        int length = length();
        if (length > end - at) {
            throw TrapRefusedException.undecodable("a length goes beyond the end, at octet " + at);
        }
        Ber inner = new Ber(data, at, at + length);
        at += length;
        return inner;
    }

    /** As {@link #enter()}, when the tag is the expected one. */
    Ber enter(int expected) throws TrapRefusedException {
        if (tag() != expected) {
            throw TrapRefusedException.undecodable(
                    "has tag 0x%02x where 0x%02x was expected, at octet %d".formatted(tag(), expected, at));
        }
        return enter();
    }

    /** All that is left. */
    byte[] rest() {
        return Arrays.copyOfRange(data, at, end);
    }

    /** The contents of an OCTET STRING. */
    byte[] octets() throws TrapRefusedException {
        return enter(OCTETS).rest();
    }

    /** An INTEGER of at most 32 bits and a sign. */
    long integer() throws TrapRefusedException {
        byte[] contents = enter(INTEGER).rest();
        if (contents.length == 0 || contents.length > 5) {
            throw TrapRefusedException.undecodable("has an integer of " + contents.length + " octets before octet " + at);
        }
        long value = contents[0];
        for (int i = 1; i < contents.length; i++) {
            value = value << 8 | contents[i] & 0xFF;
        }
        return value;
    }

    /** The next value, an OBJECT IDENTIFIER, dotted. */
    String oid() throws TrapRefusedException {
        return enter(OID).subIdentifiers();
    }

    /** The contents of an OBJECT IDENTIFIER, dotted; {@code 0.0} when there are none. */
    String subIdentifiers() throws TrapRefusedException {
        if (!hasMore()) {
            return "0.0";
        }
        StringBuilder dotted = new StringBuilder();
        for (int count = 2; hasMore(); count++) {
            if (count > MOST_SUB_IDENTIFIERS) {
                throw TrapRefusedException.undecodable("has an OID of more than 128 numbers, at octet " + at);
            }
            long id = subIdentifier();
            if (dotted.isEmpty()) {
                long first = Math.min(id / 40, 2);
                dotted.append(first).append('.').append(id - first * 40);
            } else {
                dotted.append('.').append(id);
            }
        }
        return dotted.toString();
    }

    private long subIdentifier() throws TrapRefusedException {
        long id = 0;
        int octet;
        do {
            octet = tag();
            at++;
            id = id << 7 | octet & 0x7F;
            // 80 more than 32 bits, since the first one stands for two.
            if (id > 0xFFFFFFFFL + 80) {
                throw TrapRefusedException.undecodable("has an OID with a number above 2^32-1, at octet " + at);
            }
        } while ((octet & 0x80) != 0);
        return id;
    }

    private int length() throws TrapRefusedException {
        int first = tag();
        at++;
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7F;
        if (octets == 0 || octets > 4) {
            throw TrapRefusedException.undecodable("has a length that SNMP does not know, at octet " + at);
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | tag();
            at++;
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** A value of these contents, one after the other. */
    static byte[] value(int tag, byte[]... contents) {
        int length = Arrays.stream(contents).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream value = new ByteArrayOutputStream(length + 5);
        value.write(tag);
        if (length < 0x80) {
            value.write(length);
        } else {
            value.write(0x82);
            value.write(length >> 8);
            value.write(length);
        }
        for (byte[] part : contents) {
            value.writeBytes(part);
        }
        return value.toByteArray();
    }

    /** A number from 0 to 2^32-1. */
    static byte[] number(int tag, long number) {
        return value(tag, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] integer(long number) {
        return number(INTEGER, number);
    }

    static byte[] octets(byte[] octets) {
        return value(OCTETS, octets);
    }

    /** @param dotted begins with 1.3, and all that follows is below 128 */
    static byte[] oid(String dotted) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        contents.write(43);
        String[] ids = dotted.split("\\.");
        for (int i = 2; i < ids.length; i++) {
            contents.write(Integer.parseInt(ids[i]));
        }
        return value(OID, contents.toByteArray());
    }
}
