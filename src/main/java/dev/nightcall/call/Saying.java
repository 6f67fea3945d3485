package dev.nightcall.call;

import dev.nightcall.alert.Text;

import java.text.BreakIterator;
import java.util.Locale;

/** A monitor's own words, short enough to be listened to at night. */
final class Saying {

    /** Characters: about ten seconds. */
    private static final int LONGEST = 120;

    private Saying() {
    }

    /**
     * On one line and cut to {@value #LONGEST} characters: behind a word or, where words are not parted by spaces, where a line may
     * end, so never before a Japanese full stop or between the halves of one character. A longer word is cut where it must be.
     */
    static String of(String summary) {
        String line = Text.line(summary).replaceAll("\\s+", " ").strip();
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
}
