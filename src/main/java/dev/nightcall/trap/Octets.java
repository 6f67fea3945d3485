package dev.nightcall.trap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** OCTET STRINGs carry no label: text in whatever the device was set to, or a MAC address, or flags. */
final class Octets {

    private static final Charset JAPANESE = Charset.forName("windows-31j");

    private Octets() {
    }

    /** The text, or the octets in hexadecimal separated by colons. */
    static String text(byte[] octets) {
        byte[] written = withoutPadding(octets);
        return decode(written, StandardCharsets.UTF_8).filter(Octets::isReadable)
                .or(() -> decode(written, JAPANESE).filter(Octets::isReadable).filter(Octets::isJapanese))
                .orElseGet(() -> hex(octets));
    }

    static String hex(byte[] octets) {
        StringBuilder hex = new StringBuilder(octets.length * 3);
        for (byte octet : octets) {
            hex.append(hex.isEmpty() ? "" : ":").append("%02X".formatted(octet & 0xFF));
        }
        return hex.toString();
    }

    /** C programs send the NUL that ends their strings. */
    private static byte[] withoutPadding(byte[] octets) {
        int length = octets.length;
        while (length > 0 && octets[length - 1] == 0) {
            length--;
        }
        // Nothing but NULs is no text.
        return length == 0 ? octets : Arrays.copyOf(octets, length);
    }

    private static Optional<String> decode(byte[] octets, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(octets));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isReadable(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n');
    }

    /** Arbitrary octets often decode to half-width katakana or private characters; text does not consist of them. */
    private static boolean isJapanese(String text) {
        return text.codePoints().anyMatch(c -> c > 0x3000 && c < 0xA000)
                && text.codePoints().noneMatch(c -> c >= 0xE000 && c < 0xF900);
    }
}
