package dev.nightcall.alert;

/**
 * What somebody else wrote, made fit for every place it goes to: JSON, an SQS message, a DynamoDB item, SSML. XML 1.0
 * and SQS know no control characters, no halves of surrogate pairs, and no U+FFFE and U+FFFF.
 */
public final class Text {

    private static final String ELLIPSIS = "…";
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {
    }

    /** On one line: every control character is a space, none at either end. */
    public static String line(String written) {
        return clean(written, false).strip();
    }

    /** On several lines: tabs and ends of line stay. */
    public static String lines(String written) {
        return clean(written, true).strip();
    }

    /** At most {@code max} characters; the last one says that more followed. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - ELLIPSIS.length();
        // Never between the halves of one character.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    private static String clean(String written, boolean severalLines) {
        StringBuilder clean = new StringBuilder(written.length());
        written.codePoints().forEach(character -> {
            if (severalLines && (character == '\n' || character == '\r' || character == '\t')) {
                clean.append((char) character);
            } else if (Character.isISOControl(character)) {
                clean.append(' ');
            } else if (isNoCharacter(character)) {
                clean.append(REPLACEMENT);
            } else {
                clean.appendCodePoint(character);
            }
        });
        return clean.toString();
    }

    private static boolean isNoCharacter(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE || codePoint == 0xFFFE || codePoint == 0xFFFF;
    }
}
