package dev.nightcall.webhook;

import dev.nightcall.intake.BodyException;
import dev.nightcall.intake.Unpacking;
import dev.nightcall.memory.MemoryFullException;
import dev.nightcall.memory.Share;
import dev.nightcall.reading.Charsets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text of a body. Its headers may lie, since many senders set them without looking at what they send: what says it is
 * packed and is not is taken as it is, and what is UTF-8 is read as UTF-8 whatever it is called.
 */
final class BodyReader {

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    /** Bytes of text for each of a body, in the charsets of which there are the fewest bytes for a character. */
    private static final int TEXT = 4;

    private final Unpacking unpacking;

    /** @param longest how many bytes a body may have when it is unpacked */
    BodyReader(int longest) {
        this.unpacking = new Unpacking(longest);
    }

    /**
     * @param type     {@code Content-Type}; may be null
     * @param encoding {@code Content-Encoding}; may be null
     * @param share    from which the text takes memory
     * @throws BodyException       when it is too long, or packed in a way that is not known here
     * @throws MemoryFullException when there is no room for it
     */
    String read(byte[] body, String type, String encoding, Share share) {
        byte[] unpacked = unpacking.unpack(body, encoding, share);
        share.take((long) TEXT * unpacked.length);
        return Charsets.decode(unpacked, label(type));
    }

    private static String label(String type) {
        Matcher matcher = CHARSET.matcher(type == null ? "" : type);
        return matcher.find() ? matcher.group(1) : null;
    }
}
