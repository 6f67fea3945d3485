package dev.nightcall.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Leaves the last three digits of every telephone number, whatever encoder writes the line: in messages, stack traces and
 * all else. A number is known by its plus, so that times and sequence numbers stay as they are.
 */
public final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

    /** Set aside for fiction in North America: nobody's number, and what messages name as an example. */
    private static final String EXAMPLE = "1[2-9][0-9]{2}55501[0-9]{2}(?![0-9])";
    private static final Pattern NUMBER = Pattern.compile("(?:\\+|%2[Bb])(?!"
            + EXAMPLE + ")[0-9]{5,12}([0-9]{3})(?![0-9])");
    private Encoder<ILoggingEvent> encoder;

    /** Writes the line. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return mask(encoder.encode(event));
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }

    private static byte[] mask(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return NUMBER.matcher(text).replaceAll("+***$1").getBytes(StandardCharsets.UTF_8);
    }
}
