package dev.nightcall.reading;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * How strange a text looks when octets are read in some charset, as a sum over what is not ASCII. The numbers are
 * rough negative logarithms of how often such a character stands in what Japanese and western monitors send; only
 * their order matters. It is made for short texts: an SNMP octet string may have four octets.
 */
final class Plausibility {

    /** An octet that the charset does not know. */
    private static final double UNKNOWN = 10;
    /** The last character was cut by a limit in octets, which is common where there is a limit: not in short texts. */
    private static final double CUT = 3;
    private static final int LIMIT = 16;
    private static final double PRIVATE = 20;
    private static final double KANA = 1;
    private static final double COMMON = 2;
    private static final double SPECIAL = 4;
    private static final double RARE = 6;
    private static final double HALF_WIDTH = 1.5;
    private static final double HALF_WIDTH_PUNCTUATION = 5;
    private static final double HALF_WIDTH_ALONE = 5;
    private static final double VOICED = 0.5;
    private static final double LATIN_LETTER = 1.5;
    private static final double LATIN_LETTERS = 2.4;
    private static final double LATIN_SYMBOL = 3;
    private static final String COMMON_SIGNS = "°±µ²³£§";
    /** A sequence of UTF-8 that fits is a witness in itself, whatever it says. */
    private static final double UTF_8 = 1.5;

    /** JIS level 1: the kanji in daily use. */
    private static final BitSet COMMON_KANJI = commonKanji();

    private Plausibility() {
    }

    static double ofUtf8(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        double cost = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\uFFFD') {
                cost += unknown(text, i);
            } else if (character >= 0x80 && !Character.isLowSurrogate(character)) {
                cost += UTF_8;
            }
        }
        return cost;
    }

    static double of(String text) {
        double cost = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                cost += cost(text, i, character);
            }
        }
        return cost;
    }

    private static double cost(String text, int i, char character) {
        if (character == '\uFFFD') {
            return unknown(text, i);
        }
        if (character < 0xA0) {
            return UNKNOWN;
        }
        if (character < 0x2000) {
            return latin(text, i, character);
        }
        if (character >= 0x3041 && character <= 0x30FE) {
            return KANA;
        }
        if (character >= 0x4E00 && character <= 0x9FFF) {
            return COMMON_KANJI.get(character) ? COMMON : RARE;
        }
        if (character >= 0x3000 && character <= 0x303F || character >= 0xFF01 && character <= 0xFF5E) {
            return COMMON;
        }
        if (isHalfWidth(character)) {
            return halfWidth(text, i, character);
        }
        return character >= 0xE000 && character <= 0xF8FF ? PRIVATE : SPECIAL;
    }

    private static double unknown(String text, int i) {
        return i >= LIMIT && i == text.length() - 1 ? CUT : UNKNOWN;
    }

    private static double latin(String text, int i, char character) {
        if (character >= 0x100) {
            return SPECIAL;
        }
        boolean besideAnother = i > 0 && text.charAt(i - 1) >= 0x80 || i + 1 < text.length() && text.charAt(i + 1) >= 0x80;
        if (Character.isLetter(character)) {
            return besideAnother ? LATIN_LETTERS : LATIN_LETTER;
        }
        return besideAnother ? RARE : COMMON_SIGNS.indexOf(character) >= 0 ? COMMON : LATIN_SYMBOL;
    }

    private static double halfWidth(String text, int i, char character) {
        char before = i > 0 ? text.charAt(i - 1) : ' ';
        char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (character == 'ﾞ' || character == 'ﾟ') {
            boolean inPlace = before == 'ｳ' || before >= 'ｶ' && before <= 'ﾄ' || before >= 'ﾊ' && before <= 'ﾎ';
            return inPlace ? VOICED : HALF_WIDTH_PUNCTUATION;
        }
        if (character <= '･') {
            return HALF_WIDTH_PUNCTUATION;
        }
        return isHalfWidth(before) || isHalfWidth(after) ? HALF_WIDTH : HALF_WIDTH_ALONE;
    }

    private static boolean isHalfWidth(char character) {
        return character >= '｡' && character <= 'ﾟ';
    }

    private static BitSet commonKanji() {
        BitSet kanji = new BitSet();
        for (int first = 0x88; first <= 0x98; first++) {
            for (int second = 0x40; second <= 0xFC; second++) {
                boolean level1 = (first > 0x88 || second >= 0x9F) && (first < 0x98 || second <= 0x72);
                char character = new String(new byte[]{(byte) first, (byte) second}, Jis.WINDOWS_31J).charAt(0);
                if (level1 && character >= 0x4E00 && character <= 0x9FFF) {
                    kanji.set(character);
                }
            }
        }
        return kanji;
    }
}
