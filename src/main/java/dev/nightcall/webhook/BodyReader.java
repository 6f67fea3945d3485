package dev.nightcall.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
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
    /** Every octet of these is, or can be, one of UTF-8 as well. */
    private static final Pattern UNLIKE_ASCII = Pattern.compile("(?i)(x-windows-)?(iso-?2022|utf-?(16|32)|5022).*");

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
        return decode(unpack(body, encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)), type);
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

    private static String decode(byte[] body, String type) {
        Optional<Charset> said = charset(type);
        if (said.isPresent() && UNLIKE_ASCII.matcher(said.get().name()).matches()) {
            return withoutMark(new String(body, said.get()));
        }
        try {
            return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            // Not UTF-8 throughout: then it is what it says, or UTF-8 that was cut within a character.
            return withoutMark(new String(body, said.orElse(StandardCharsets.UTF_8)));
        }
    }

    private static Optional<Charset> charset(String type) {
        Matcher matcher = CHARSET.matcher(type == null ? "" : type);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            // Japanese senders mean Microsoft's, which have a few hundred characters more.
            case "shift_jis", "shift-jis", "sjis", "x-sjis" -> "windows-31j";
            case "iso-2022-jp" -> "x-windows-iso2022jp";
            default -> matcher.group(1);
        };
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // A name that nobody knows says nothing.
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
