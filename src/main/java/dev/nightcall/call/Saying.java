package dev.nightcall.call;

import dev.nightcall.alert.Text;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A monitor's own words, short enough to be listened to at night, and only words: the names of an alert are spoken anyway, and
 * nobody can do anything about data, addresses and keys that are read out.
 */
final class Saying {

    /** Characters: about ten seconds. */
    private static final int LONGEST = 120;
    /** How a text begins that is none: JSON, XML, HTML or a form, as a door keeps what it finds no text in. */
    private static final Pattern DATA = Pattern.compile(
            "^(?:[{\\[]\\s*[\"'{}\\]]|<[!?]?[A-Za-z]|[\\w.%-]{1,80}=[^&\\s]*&[\\w.%-]{1,80}=)");
    /** Where data begins that follows a text: an object in JSON. */
    private static final Pattern THEN_DATA = Pattern.compile("(?:\\[\\s*)?\\{\\s*\"[^\"]*\"\\s*:.*$");
    private static final Pattern ADDRESS = Pattern.compile("(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-~]+");
    /** A UUID, a digest, the id of a trace. */
    private static final Pattern ID = Pattern.compile(
            "(?<![A-Za-z0-9])(?:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16,})(?![A-Za-z0-9])");
    /** Base64: one long word of small letters, capitals and digits, and no path. */
    private static final Pattern KEY = Pattern.compile(
            "(?<!\\S)(?=\\S*[0-9])(?=\\S*[a-z])(?=\\S*[A-Z])[A-Za-z0-9+][A-Za-z0-9+/_-]{31,}={0,2}(?!\\S)");
    private static final Pattern UNHEARD = Pattern.compile(String.join("|", ADDRESS.pattern(), ID.pattern(), KEY.pattern()));

    private Saying() {
    }

    /**
     * On one line and cut to {@value #LONGEST} characters: behind a word or, where words are not parted by spaces, where a line
     * may end, so never before a Japanese full stop or between the halves of one character. A longer word is cut where it must
     * be.
     *
     * @return empty when there is nothing to listen to
     */
    static String of(String summary) {
        String line = heard(onOneLine(Text.line(summary)));
        if (line.length() <= LONGEST) {
            return line;
        }
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(line);
        int end = breaks.preceding(LONGEST + 1);
        // The half of a character that the last one leaves behind is cut off.
        int hard = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end > LONGEST / 2 ? Math.min(end, hard) : hard).strip();
    }

    private static String heard(String line) {
        if (DATA.matcher(line).find()) {
            return "";
        }
        String words = onOneLine(UNHEARD.matcher(THEN_DATA.matcher(line).replaceFirst("")).replaceAll(""));
        return words.codePoints().anyMatch(Character::isLetterOrDigit) ? words : "";
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
