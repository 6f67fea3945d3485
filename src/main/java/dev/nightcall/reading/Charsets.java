package dev.nightcall.reading;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Octets to text when the label is missing, wrong or unknown to the JDK. Never throws: an octet that means nothing is
 * U+FFFD.
 * <ul>
 * <li>Octets that are UTF-8 are UTF-8, whatever an ASCII-like or western label says: mailx in the C locale says
 * ANSI_X3.4-1968 and sends UTF-8, and nobody writes the "Ã©" that such octets would be in ISO-8859-1. Text in a western
 * charset is hardly ever valid UTF-8 by chance.</li>
 * <li>ISO-8859-1 is what many a program says without having been asked: it is not believed of what is far more plausible
 * as Japanese.</li>
 * <li>UTF-8 with a few bad octets stays UTF-8: mail servers cut lines inside a character.</li>
 * <li>A Japanese or other label is believed as long as what it gives is plausible.</li>
 * <li>Without a label: UTF-8, else ISO-2022-JP by its escape sequences, else the most plausible of EUC-JP, windows-31j and
 * windows-1252. Half-width katakana in windows-31j without a voiced mark can be an even number of EUC-JP kanji as well;
 * then EUC-JP wins.</li>
 * </ul>
 * Control characters stay; {@code dev.nightcall.alert.Text} takes them out.
 */
public final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Octets looked at to find out the charset, counted from the first that is not ASCII. */
    private static final int SAMPLE = 8192;
    /** How much a label counts against what the octets look like: about one bad octet and a bit. */
    private static final double LABEL = 12;
    /** Beyond this much strangeness for each octet that is not ASCII, octets without a label are no text. */
    private static final double TEXT_LIMIT = 2.5;
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private Charsets() {
    }

    /** Without a label, as in an SNMP octet string. */
    public static String decode(byte[] octets) {
        return decode(octets, null);
    }

    /** @param label what the sender says the charset is, as written; null if it says nothing */
    public static String decode(byte[] octets, String label) {
        CharsetLabel said = CharsetLabel.of(label);
        return switch (said.kind()) {
            case UTF_7 -> hasHigh(octets) ? find(octets, said) : Utf7.read(octets);
            case WIDE -> wide(octets, said);
            default -> marked(octets, said);
        };
    }

    /**
     * Whether they can be text at all: no control characters but tabs and ends of line, and characters that stand
     * together somewhere. A MAC address, a date as SNMP packs it and a bit mask are not. Some NULs at the end are
     * forgiven: C programmers send them.
     */
    public static boolean isText(byte[] octets) {
        byte[] trimmed = withoutTrailingNuls(octets);
        if (trimmed.length == 0) {
            return octets.length == 0;
        }
        boolean escapes = Jis.hasEscape(trimmed);
        int high = 0;
        for (byte octet : trimmed) {
            boolean allowed = octet == '\t' || octet == '\n' || octet == '\r' || octet == '\f'
                    || escapes && (octet == 0x1B || octet == 0x0E || octet == 0x0F);
            // 0xFF is in no Japanese charset and not in UTF-8; nobody needs ÿ, and bit masks are full of it.
            if (octet >= 0 && octet < 0x20 && !allowed || octet == 0x7F || octet == (byte) 0xFF) {
                return false;
            }
            high += octet < 0 ? 1 : 0;
        }
        if (high == 0) {
            return true;
        }
        String text = decode(trimmed);
        boolean strange = text.chars().limit(text.length() - 1L).anyMatch(c -> c == 0xFFFD) || text.codePoints().anyMatch(c ->
                c >= 0x80 && c < 0xA0 || Character.getType(c) == Character.PRIVATE_USE || !Character.isDefined(c));
        return !strange && (isUtf8(trimmed) || escapes || Plausibility.of(text) <= TEXT_LIMIT * high);
    }

    /** The text, or what is no text in hexadecimal: {@code 00:1B:21:3C:4D:5E}. */
    public static String show(byte[] octets) {
        return isText(octets) ? decode(withoutTrailingNuls(octets)) : hex(octets);
    }

    /** As operators write a MAC address: {@code 00:1B:21:3C:4D:5E}. */
    public static String hex(byte[] octets) {
        return HEX.formatHex(octets);
    }

    /** UTF-16 and UTF-32 of anything but pure Japanese have NULs; without them the label is wrong. */
    private static String wide(byte[] octets, CharsetLabel said) {
        boolean nuls = new String(octets, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        if (!nuls && (!hasHigh(octets) || isUtf8(octets))) {
            return new String(octets, StandardCharsets.UTF_8);
        }
        return withoutMark(new String(octets, said.charset()));
    }

    /** A byte order mark says more than any label. */
    private static String marked(byte[] octets, CharsetLabel said) {
        int first = octets.length < 2 ? 0 : (octets[0] & 0xFF) << 8 | octets[1] & 0xFF;
        if (first == 0xFEFF || first == 0xFFFE) {
            return withoutMark(new String(octets, StandardCharsets.UTF_16));
        }
        if (first == 0xEFBB && octets.length > 2 && (octets[2] & 0xFF) == 0xBF) {
            return withoutMark(new String(octets, StandardCharsets.UTF_8));
        }
        return find(octets, said);
    }

    private static String find(byte[] octets, CharsetLabel said) {
        boolean high = hasHigh(octets);
        if (Jis.hasEscape(octets) && (!high || said.kind() == CharsetLabel.Kind.ISO_2022_JP || !isUtf8(octets))) {
            return Jis.iso2022(octets);
        }
        return switch (said.kind()) {
            case ISO_2022_JP -> high ? plausible(octets, said) : Jis.iso2022(octets);
            case SINGLE -> high && (said.charset().equals(WINDOWS_1252) || isUtf8(octets)) ? plausible(octets, said)
                    : new String(octets, said.charset());
            case OTHER -> other(octets, said);
            default -> high ? plausible(octets, said) : new String(octets, StandardCharsets.US_ASCII);
        };
    }

    private static String other(byte[] octets, CharsetLabel said) {
        String asSaid = new String(octets, said.charset());
        return asSaid.indexOf('\uFFFD') >= 0 && isUtf8(octets) ? utf8(octets) : asSaid;
    }

    private static String plausible(byte[] octets, CharsetLabel said) {
        CharsetLabel.Kind kind = said.kind();
        // Under ISO-2022-JP, octets of eight bits and no escapes are Shift_JIS, or half-width kana, which are the same.
        boolean shiftJisSaid = kind == CharsetLabel.Kind.SHIFT_JIS || kind == CharsetLabel.Kind.ISO_2022_JP;
        boolean eucSaid = kind == CharsetLabel.Kind.EUC_JP;
        boolean valid = isUtf8(octets);
        if (valid && !shiftJisSaid && !eucSaid) {
            return utf8(octets);
        }
        byte[] sample = sample(octets);
        double utf8 = Plausibility.ofUtf8(sample);
        double euc = Plausibility.of(Jis.euc(sample));
        double shiftJis = Plausibility.of(new String(sample, Jis.WINDOWS_31J));
        // Two half-width kana can be one western letter in UTF-8, so that only what lies beyond speaks against the label.
        if (valid && utf8 < (eucSaid ? euc : shiftJis) && utf8(octets).chars().anyMatch(character -> character >= 0x800)) {
            return utf8(octets);
        }
        utf8 -= kind == CharsetLabel.Kind.UTF_8 ? LABEL : 0;
        euc -= eucSaid ? LABEL : 0;
        shiftJis -= shiftJisSaid ? LABEL : 0;
        double western = Plausibility.of(new String(sample, WINDOWS_1252)) - (kind == CharsetLabel.Kind.SINGLE ? LABEL : 0);
        double least = Math.min(Math.min(utf8, western), Math.min(euc, shiftJis));
        if (least == utf8) {
            return utf8(octets);
        }
        if (least == euc) {
            return Jis.euc(octets);
        }
        return new String(octets, least == shiftJis ? Jis.WINDOWS_31J : WINDOWS_1252);
    }

    private static byte[] sample(byte[] octets) {
        int from = 0;
        while (from < octets.length && octets[from] >= 0) {
            from++;
        }
        // A few before it: whether a letter stands alone is seen from its neighbours.
        return Arrays.copyOfRange(octets, Math.max(0, from - 1), Math.min(octets.length, from + SAMPLE));
    }

    /** Valid, with at least one whole character that is not ASCII; the last one may be cut. */
    private static boolean isUtf8(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(1024);
        boolean some = false;
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, false);
            some = some || out.flip().chars().anyMatch(character -> character >= 0x80);
        } while (result.isOverflow());
        return some && !result.isError();
    }

    private static String utf8(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static boolean hasHigh(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutTrailingNuls(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--;
        }
        return end == octets.length ? octets : Arrays.copyOf(octets, end);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
