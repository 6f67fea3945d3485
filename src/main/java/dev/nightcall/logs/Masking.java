package dev.nightcall.logs;

import java.util.regex.Pattern;

/** Telephone numbers within texts: what is logged, and what the API shows of messages that others wrote. */
public final class Masking {

    /** Set aside for fiction in North America: nobody's number, and what messages name as an example. */
    private static final String EXAMPLE = "1[2-9][0-9]{2}55501[0-9]{2}(?![0-9])";
    private static final Pattern NUMBER = Pattern.compile("(?:\\+|%2[Bb])(?!" + EXAMPLE
            + ")[0-9]{5,12}([0-9]{3})(?![0-9])");

    private Masking() {
    }

    /**
     * The text with only the last three digits of every telephone number, as {@code +***678}. A number is known by its plus, so
     * that times and sequence numbers stay as they are.
     */
    public static String numbers(String text) {
        return NUMBER.matcher(text).replaceAll("+***$1");
    }
}
