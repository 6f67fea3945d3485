package dev.nightcall.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Content-Transfer-Encoding (RFC 2045, 6), undone as far as it goes: blanks and junk in base64 are skipped, missing padding
 * is no error, an equals sign that starts nothing stays. An encoding that nobody knows is as good as none.
 */
final class TransferEncoding {

    /** More than one octet in so many that is not base64: the label is wrong, and it is plain text. */
    private static final int JUNK = 8;

    private TransferEncoding() {
    }

    /** @param most octets of the result; the rest is left out, from the last end of line */
    static byte[] undo(Octets body, String encoding, int most) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT).replaceAll("[\"';\\s].*", "")) {
            case "base64" -> isBase64(body) ? base64(body, most) : plain(body, most);
            case "quoted-printable" -> {
                Octets read = body.first(upTo(most, 3));
                yield limited(quotedPrintable(read.latin1()), most, read.length() < body.length());
            }
            default -> plain(body, most);
        };
    }

    private static byte[] plain(Octets body, int most) {
        return limited(body.first(most).copy(), most, body.length() > most);
    }

    private static byte[] base64(Octets body, int most) {
        Octets read = body.first(upTo(most, 2));
        return limited(base64(read.latin1()), most, read.length() < body.length());
    }

    /** Base64 as it may come: any junk between, the URL alphabet, several runs with padding each. */
    static byte[] base64(String written) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(written.length() / 4 * 3 + 3);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < written.length(); i++) {
            int value = sixBits(written.charAt(i));
            if (value >= 0) {
                bits = bits << 6 | value;
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    decoded.write(bits >> held);
                    bits &= (1 << held) - 1;
                }
            } else if (written.charAt(i) == '=') {
                bits = 0;
                held = 0;
            }
        }
        return decoded.toByteArray();
    }

    static byte[] quotedPrintable(String written) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(written.length());
        int i = 0;
        while (i < written.length()) {
            char character = written.charAt(i);
            if (character == '=') {
                i = afterEquals(written, i, decoded);
            } else if (character == ' ' || character == '\t') {
                int end = afterBlanks(written, i);
                // Blanks before an end of line came from a server on the way.
                if (end == written.length() || written.charAt(end) != '\r' && written.charAt(end) != '\n') {
                    decoded.writeBytes(written.substring(i, end).getBytes(StandardCharsets.ISO_8859_1));
                }
                i = end;
            } else {
                decoded.write(character);
                i++;
            }
        }
        return decoded.toByteArray();
    }

    private static int afterEquals(String written, int equals, ByteArrayOutputStream decoded) {
        int high = equals + 1 < written.length() ? Character.digit(written.charAt(equals + 1), 16) : -1;
        int low = equals + 2 < written.length() ? Character.digit(written.charAt(equals + 2), 16) : -1;
        if (high >= 0 && low >= 0) {
            decoded.write(high << 4 | low);
            return equals + 3;
        }
        int end = afterBlanks(written, equals + 1);
        if (end < written.length() && written.charAt(end) == '\r') {
            end++;
        }
        if (end < written.length() && written.charAt(end) == '\n') {
            return end + 1;
        }
        if (end == written.length()) {
            return end;
        }
        decoded.write('=');
        return equals + 1;
    }

    private static int afterBlanks(String written, int from) {
        int end = from;
        while (end < written.length() && (written.charAt(end) == ' ' || written.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(Octets body) {
        int junk = 0;
        int seen = Math.min(body.length(), 8192);
        for (int i = body.from(); i < body.from() + seen; i++) {
            byte octet = body.all()[i];
            junk += octet != '\r' && octet != '\n' && octet != '=' && sixBits((char) (octet & 0xFF)) < 0 ? 1 : 0;
        }
        return junk * JUNK <= seen;
    }

    private static int sixBits(char character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return switch (character) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }

    private static int upTo(int most, int times) {
        return (int) Math.min(Integer.MAX_VALUE, (long) most * times);
    }

    /** Not cut inside a character, nor in a shifted state: every charset starts anew on a line. */
    private static byte[] limited(byte[] octets, int most, boolean cut) {
        if (!cut && octets.length <= most) {
            return octets;
        }
        int longest = Math.min(octets.length, most);
        int end = longest;
        while (end > 0 && longest - end < 4096 && octets[end - 1] != '\n') {
            end--;
        }
        boolean found = end > 0 && octets[end - 1] == '\n';
        return Arrays.copyOf(octets, found ? end : longest);
    }
}
