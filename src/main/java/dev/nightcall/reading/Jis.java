package dev.nightcall.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * ISO-2022-JP (RFC 1468, RFC 1554, CP50220 to CP50222) and EUC-JP, read by way of windows-31j.
 * <p>
 * The JDK's own decoders will not do: x-windows-50221 loses 髙 (NEC selected IBM characters) and reads ～ as U+301C,
 * x-windows-iso2022jp reads ～ as U+FF5E, EUC-JP knows no ①, and after one octet that fits nothing all of them read
 * the rest out of step. A pair of ISO-2022-JP or EUC-JP is a pair of Shift_JIS by arithmetic, so here all three read
 * every character alike: ～ U+FF5E, － U+FF0D, ∥ U+2225, ①, ㈱, 髙, as Windows does.
 */
final class Jis {

    static final Charset WINDOWS_31J = Charset.forName("windows-31j");

    private static final Charset EUC_OPEN = Charset.forName("x-eucJP-Open");
    private static final Charset CP50221 = Charset.forName("x-windows-50221");
    private static final Charset JIS_2004 = Charset.forName("x-SJIS_0213");
    private static final Charset GB = Charset.forName("GB18030");
    private static final Charset KOREAN = Charset.forName("x-windows-949");

    private static final int ESC = 0x1B;
    private static final int SHIFT_OUT = 0x0E;
    private static final int SHIFT_IN = 0x0F;

    /** What the octets 0x21 to 0x7E stand for. */
    private enum Set {
        ASCII, KANA, X0208, X0212, X0213, PLANE_2, GB2312, KSC5601;

        boolean inPairs() {
            return this != ASCII && this != KANA;
        }
    }

    /** An escape sequence without its ESC. */
    private record Escape(String written, Set set) {
    }

    /** Longer ones first. JIS X 0201 Roman is taken for ASCII: where it has ¥, monitors mean a backslash. */
    private static final Escape[] ESCAPES = {
        new Escape("$(@", Set.X0208), new Escape("$(B", Set.X0208), new Escape("$(D", Set.X0212),
        new Escape("$(A", Set.GB2312), new Escape("$(C", Set.KSC5601), new Escape("$(O", Set.X0213),
        new Escape("$(Q", Set.X0213), new Escape("$(P", Set.PLANE_2), new Escape("$@", Set.X0208),
        new Escape("$B", Set.X0208), new Escape("$A", Set.GB2312), new Escape("(B", Set.ASCII),
        new Escape("(J", Set.ASCII), new Escape("(H", Set.ASCII), new Escape("(I", Set.KANA)};

    private final byte[] octets;
    private final StringBuilder text;
    /** Shift_JIS octets that are not yet in {@link #text}. */
    private final ByteArrayOutputStream shiftJis = new ByteArrayOutputStream();

    private Jis(byte[] octets) {
        this.octets = octets;
        this.text = new StringBuilder(octets.length);
    }

    static String iso2022(byte[] octets) {
        return new Jis(octets).readIso2022();
    }

    static String euc(byte[] octets) {
        return new Jis(octets).readEuc();
    }

    /** Whether an escape sequence of ISO-2022-JP is in it, other than the ones back to ASCII. */
    static boolean hasEscape(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == ESC) {
                Escape escape = escapeAt(octets, i + 1);
                if (escape != null && (escape.set != Set.ASCII || escape.written.equals("(J"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private String readIso2022() {
        Set set = Set.ASCII;
        boolean shiftedOut = false;
        boolean cutInPair = false;
        int i = 0;
        while (i < octets.length) {
            int octet = octets[i] & 0xFF;
            Escape escape = octet == ESC ? escapeAt(octets, i + 1) : null;
            if (escape != null) {
                set = escape.set;
                i += 1 + escape.written.length();
            } else if (octet == SHIFT_OUT || octet == SHIFT_IN) {
                shiftedOut = octet == SHIFT_OUT;
                i++;
            } else if (octet == '\n') {
                boolean goesOn = set.inPairs() && lineGoesOn(i + 1);
                set = goesOn ? set : Set.ASCII;
                shiftedOut = false;
                shiftJis.write('\n');
                i++;
                if (goesOn && cutInPair) {
                    i = afterOrphan(i);
                }
                cutInPair = false;
            } else if (octet >= 0xA1 && octet <= 0xDF || octet < 0x21 || octet == 0x7F) {
                // Kana in eight bits, a space, a control character: the same in any set.
                shiftJis.write(octet);
                i++;
            } else if (octet >= 0x80) {
                unknown();
                i++;
            } else if (set.inPairs()) {
                boolean pair = i + 1 < octets.length && isGraphic(octets[i + 1]);
                if (pair) {
                    writePair(set, octet, octets[i + 1]);
                } else {
                    unknown();
                    cutInPair = true;
                }
                i += pair ? 2 : 1;
            } else {
                boolean kana = (set == Set.KANA || shiftedOut) && octet <= 0x5F;
                shiftJis.write(kana ? octet | 0x80 : octet);
                i++;
            }
        }
        return flush().toString();
    }

    /**
     * A line ends in ASCII (RFC 1468). When the next one leaves a set that it never entered, it was one line that a mail
     * server cut (at 998 octets, with CR LF SP).
     */
    private boolean lineGoesOn(int from) {
        for (int i = from; i < octets.length && octets[i] != '\n'; i++) {
            if (octets[i] == ESC) {
                Escape escape = escapeAt(octets, i + 1);
                return escape != null && escape.set == Set.ASCII;
            }
        }
        return false;
    }

    /** The second half of the pair that was cut stands behind the space and is no character of its own. */
    private int afterOrphan(int lineStart) {
        int i = lineStart;
        while (i < octets.length && octets[i] == ' ') {
            shiftJis.write(' ');
            i++;
        }
        return i < octets.length && isGraphic(octets[i]) ? i + 1 : i;
    }

    private String readEuc() {
        int i = 0;
        while (i < octets.length) {
            int octet = octets[i] & 0xFF;
            if (octet < 0x80) {
                shiftJis.write(octet);
                i++;
            } else if (octet >= 0xA1 && octet <= 0xFE && isHigh(i + 1)) {
                writePair(Set.X0208, octet & 0x7F, octets[i + 1] & 0x7F);
                i += 2;
            } else if (octet == 0x8E && isHigh(i + 1) && (octets[i + 1] & 0xFF) <= 0xDF) {
                shiftJis.write(octets[i + 1]);
                i += 2;
            } else if (octet == 0x8F && isHigh(i + 1) && isHigh(i + 2)) {
                x0212OfEuc(octets[i + 1] & 0x7F, octets[i + 2] & 0x7F);
                i += 3;
            } else {
                unknown();
                i++;
            }
        }
        return flush().toString();
    }

    private void writePair(Set set, int first, int second) {
        switch (set) {
            case X0208 -> {
                shiftJis.write(shiftJisFirst(first));
                shiftJis.write(shiftJisSecond(first, second));
            }
            case X0213 -> other(JIS_2004, shiftJisFirst(first), shiftJisSecond(first, second));
            case X0212 -> x0212OfIso2022(first, second);
            case GB2312 -> other(GB, first | 0x80, second | 0x80);
            case KSC5601 -> other(KOREAN, first | 0x80, second | 0x80);
            default -> unknown();
        }
    }

    /** Java's own encoders write 髙 as JIS X 0212, at a place of their own; everybody else's places are those of EUC-JP. */
    private void x0212OfIso2022(int first, int second) {
        byte[] escaped = {ESC, '$', '(', 'D', (byte) first, (byte) second, ESC, '(', 'B'};
        String character = new String(escaped, CP50221);
        if (character.isEmpty() || character.indexOf('\uFFFD') >= 0) {
            x0212OfEuc(first, second);
        } else {
            flush().append(character);
        }
    }

    private void x0212OfEuc(int first, int second) {
        flush().append(new String(new byte[]{(byte) 0x8F, (byte) (first | 0x80), (byte) (second | 0x80)}, EUC_OPEN));
    }

    private void other(Charset charset, int first, int second) {
        flush().append(new String(new byte[]{(byte) first, (byte) second}, charset));
    }

    private void unknown() {
        flush().append('\uFFFD');
    }

    private StringBuilder flush() {
        if (shiftJis.size() > 0) {
            text.append(shiftJis.toString(WINDOWS_31J));
            shiftJis.reset();
        }
        return text;
    }

    private static int shiftJisFirst(int first) {
        int row = (first - 0x21 >> 1) + 0x81;
        return row > 0x9F ? row + 0x40 : row;
    }

    private static int shiftJisSecond(int first, int second) {
        if ((first & 1) == 0) {
            return second + 0x7E;
        }
        return second + (second >= 0x60 ? 0x20 : 0x1F);
    }

    private boolean isHigh(int index) {
        return index < octets.length && (octets[index] & 0xFF) >= 0xA1 && (octets[index] & 0xFF) <= 0xFE;
    }

    private static boolean isGraphic(byte octet) {
        return octet >= 0x21 && octet <= 0x7E;
    }

    private static Escape escapeAt(byte[] octets, int from) {
        String ahead = new String(octets, from, Math.min(3, octets.length - from), StandardCharsets.ISO_8859_1);
        for (Escape escape : ESCAPES) {
            if (ahead.startsWith(escape.written)) {
                return escape;
            }
        }
        return null;
    }
}
