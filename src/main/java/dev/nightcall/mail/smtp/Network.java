package dev.nightcall.mail.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses with the same first bits, written as in {@code 10.0.0.0/8} (RFC 4632) or {@code fc00::/7} (RFC 4291). */
public final class Network {

    /** Anything else would be a name, for which DNS would be asked. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * @param written address and number of bits; a lone address is a network of one
     * @throws IllegalArgumentException when it is neither
     */
    public static Network parse(String written) {
        String[] parts = written.strip().split("/", -1);
        byte[] address = address(parts[0], written);
        int longest = address.length * Byte.SIZE;
        if (parts.length > 2 || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            throw refusal(written);
        }
        int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
        if (bits > longest) {
            throw refusal(written);
        }
        return new Network(address, bits);
    }

    /** Networks separated by commas; none when blank. @throws IllegalArgumentException naming the one that is wrong */
    public static List<Network> parseAll(String written) {
        return Arrays.stream(written.split(",")).filter(one -> !one.isBlank()).map(Network::parse).toList();
    }

    /** An IPv4 address that is mapped into IPv6 counts as IPv4: Java reads it so. */
    public boolean contains(InetAddress other) {
        byte[] octets = other.getAddress();
        if (octets.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return Arrays.equals(octets, 0, whole, address, 0, whole)
                && (rest == 0 || (octets[whole] ^ address[whole]) >> Byte.SIZE - rest == 0);
    }

    private static byte[] address(String written, String all) {
        String host = written.strip();
        if (!NUMERIC.matcher(host).matches() || !host.contains(":") && !host.matches("\\d+(\\.\\d+){3}")) {
            throw refusal(all);
        }
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(refusal(all).getMessage(), e);
        }
    }

    private static IllegalArgumentException refusal(String written) {
        return new IllegalArgumentException("\"" + written.strip() + "\" is no network such as 10.0.0.0/8 or fc00::/7");
    }
}
