package dev.nightcall.mail.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What follows DATA, octet by octet (RFC 5321 section 4.5.2): it ends with a line that is a lone dot, and a dot that
 * begins any other line is taken away.
 *
 * <p>A line ends with CR LF and nothing else. Whoever lets a bare LF or CR end a line, too, finds two mails where the
 * sender's server saw one (SMTP smuggling, CVE-2023-51766); here such octets are text, and stay as they are. A line may
 * be of any length.
 */
final class MailData implements AutoCloseable {

    private static final int FIRST = 8_192;

    private final int limit;
    private final HeldOctets memory;
    private byte[] octets = new byte[0];
    private int length;
    private Refusal refusal;

    private enum Place { LINE_START, DOT, DOT_CR, CR, TEXT }

    MailData(int limit, HeldOctets memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Reads up to the lone dot, also when the mail is too long: the rest would pass for commands. What is too long is not
     * kept.
     *
     * @throws EOFException when the sender has gone before the end
     */
    void read(InputStream in) throws IOException {
        Place place = Place.LINE_START;
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the mail has no end");
            }
            if (place == Place.LINE_START && octet == '.') {
                place = Place.DOT;
            } else if (place == Place.DOT && octet == '\r') {
                place = Place.DOT_CR;
            } else if (place == Place.DOT_CR && octet == '\n') {
                return;
            } else {
                if (place == Place.DOT_CR) {
                    keep('\r');
                }
                keep(octet);
                place = next(place, octet);
            }
        }
    }

    /** Why it is not taken; empty when it is. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The mail; held until {@link #close()}. */
    byte[] octets() {
        if (length < octets.length) {
            memory.giveBack(octets.length - length);
            octets = Arrays.copyOf(octets, length);
        }
        return octets;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        memory.giveBack(octets.length);
        octets = new byte[0];
        length = 0;
    }

    private static Place next(Place place, int octet) {
        if (octet == '\r') {
            return Place.CR;
        }
        return place == Place.CR && octet == '\n' ? Place.LINE_START : Place.TEXT;
    }

    private void keep(int octet) {
        if (refusal != null) {
            return;
        }
        if (length == limit) {
            refuse(Refusal.SIZE);
        } else if (length < octets.length || grow()) {
            octets[length++] = (byte) octet;
        }
    }

    private boolean grow() {
        int longer = (int) Math.min(limit, Math.max(FIRST, octets.length * 2L));
        if (!memory.take(longer - octets.length)) {
            refuse(Refusal.MEMORY);
            return false;
        }
        octets = Arrays.copyOf(octets, longer);
        return true;
    }

    private void refuse(Refusal why) {
        close();
        refusal = why;
    }
}
