package dev.nightcall.mail;

import dev.nightcall.reading.Charsets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Headers to text: encoded words (RFC 2047) and raw octets between them. Neighbouring words of one charset are joined as
 * octets before they are decoded, since many senders split inside a character or while ISO-2022-JP is shifted. Blanks
 * inside a Q word and words without a blank between them are against the RFC and common. What is no encoded word stays as
 * it is.
 */
final class EncodedWords {

    /** The longest name of a charset; keeps a header full of "=?" from taking quadratic time. */
    private static final int LONGEST_CHARSET = 64;

    private final String raw;
    /** No word ends behind it. */
    private final int lastEnd;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder octets = new StringBuilder();
    private String charset;
    /** The last escape sequence before {@link #searched}, or -1. */
    private int escape = -1;
    private int searched;

    private EncodedWords(String raw) {
        this.raw = raw;
        this.lastEnd = raw.lastIndexOf("?=");
    }

    /**
     * @param charset as written, without the language of RFC 2231
     * @param octets  decoded, one character for each
     * @param end     behind the word
     */
    private record Word(String charset, String octets, int end) {
    }

    /** @param raw one character for each octet of the header, unfolded */
    static String decode(String raw) {
        return new EncodedWords(raw).decode();
    }

    private String decode() {
        int plain = 0;
        int i = raw.indexOf("=?");
        while (i >= 0) {
            // A shifted ISO-2022-JP text can contain these two octets as one character.
            Word word = isShifted(plain, i) ? null : wordAt(i);
            if (word == null) {
                i = raw.indexOf("=?", i + 2);
            } else {
                String between = raw.substring(plain, i);
                if (charset == null || !between.isBlank() || !charset.equalsIgnoreCase(word.charset)) {
                    boolean onlyWords = charset != null && between.isBlank();
                    flushWords();
                    text.append(onlyWords ? "" : plain(between));
                }
                charset = word.charset;
                octets.append(word.octets);
                plain = word.end;
                i = raw.indexOf("=?", plain);
            }
        }
        flushWords();
        return text.append(plain(raw.substring(plain))).toString();
    }

    private void flushWords() {
        if (charset != null) {
            text.append(Charsets.decode(octets.toString().getBytes(StandardCharsets.ISO_8859_1), charset));
            octets.setLength(0);
            charset = null;
        }
    }

    private static String plain(String raw) {
        return Charsets.decode(raw.getBytes(StandardCharsets.ISO_8859_1));
    }

    private boolean isShifted(int from, int to) {
        for (; searched < to; searched++) {
            escape = raw.charAt(searched) == 0x1B ? searched : escape;
        }
        return escape >= from && raw.startsWith("$", escape + 1);
    }

    private Word wordAt(int start) {
        int charsetEnd = start + 2;
        while (charsetEnd < raw.length() && charsetEnd - start <= LONGEST_CHARSET && raw.charAt(charsetEnd) > ' '
                && raw.charAt(charsetEnd) != '?') {
            charsetEnd++;
        }
        if (charsetEnd + 2 >= raw.length() || raw.charAt(charsetEnd) != '?' || raw.charAt(charsetEnd + 2) != '?') {
            return null;
        }
        int from = charsetEnd + 3;
        int end = from > lastEnd ? -1 : raw.indexOf("?=", from);
        int another = raw.indexOf("=?", from);
        // "?=?=" ends in "?=" as well: Q may write an equals sign or a question mark as it is.
        if (end < 0 || another >= from && another + 1 < end) {
            return null;
        }
        String name = raw.substring(start + 2, charsetEnd);
        int language = name.indexOf('*');
        String written = raw.substring(from, end);
        String decoded = switch (Character.toUpperCase(raw.charAt(charsetEnd + 1))) {
            case 'B' -> latin1(TransferEncoding.base64(written));
            case 'Q' -> latin1(TransferEncoding.quotedPrintable(written.replace("_", "=20")));
            default -> null;
        };
        if (decoded == null || decoded.isEmpty() && !written.isEmpty()) {
            return null;
        }
        return new Word((language < 0 ? name : name.substring(0, language)).toLowerCase(Locale.ROOT), decoded, end + 2);
    }

    private static String latin1(byte[] decoded) {
        return new String(decoded, StandardCharsets.ISO_8859_1);
    }
}
