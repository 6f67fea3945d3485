package dev.nightcall.local.kinesis;

import java.util.regex.Pattern;

/** Sequence numbers as Kinesis writes them: 56 digits of which a reader may only assume that they grow. */
final class SequenceNumber {

    private static final String PREFIX = "4966";
    private static final Pattern FORM = Pattern.compile(PREFIX + "\\d{52}");

    private SequenceNumber() {
    }

    static String text(long number) {
        return PREFIX + String.format("%052d", number);
    }

    static long parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw KinesisException.invalid("Invalid sequence number: " + text);
        }
        try {
            return Long.parseLong(text.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            throw KinesisException.invalid("Sequence number out of range: " + text);
        }
    }
}
