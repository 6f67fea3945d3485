package dev.nightcall.webhook;

import dev.nightcall.reading.Charsets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes text of a body. Its headers may lie, since many senders set them without looking at what they send: what says it is
 * packed and is not is taken as it is, and what is UTF-8 is read as UTF-8 whatever it is called.
 */
final class BodyReader {

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private final int longest;

    /** @param longest how many bytes a body may have when it is unpacked */
    BodyReader(int longest) {
        this.longest = longest;
    }

    /**
     * @param type     {@code Content-Type}; may be null
     * @param encoding {@code Content-Encoding}; may be null
     * @throws BodyException when it is too long, or packed in a way that is not known here
     */
    String read(byte[] body, String type, String encoding) {
        return Charsets.decode(unpack(body, encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)), label(type));
    }

    private byte[] unpack(byte[] body, String encoding) {
        if (encoding.isEmpty() || encoding.equals("identity")) {
            return body;
        }
        if (!GZIP.contains(encoding)) {
            throw BodyException.encoding();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = in.readNBytes(longest + 1);
            if (unpacked.length > longest) {
                throw BodyException.tooLong(longest);
            }
            return unpacked;
        } catch (IOException e) {
            // It is not packed, or was damaged: what came is what somebody has to look at.
            return body;
        }
    }

    private static String label(String type) {
        Matcher matcher = CHARSET.matcher(type == null ? "" : type);
        return matcher.find() ? matcher.group(1) : null;
    }
}
