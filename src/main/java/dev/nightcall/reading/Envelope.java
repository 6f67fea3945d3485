package dev.nightcall.reading;

import dev.nightcall.alert.Sent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How a message was sent, as its door knows it.
 *
 * @param sender  who wrote it; empty when that is not known
 * @param at      when it was sent, by the sender's clock and with its zone; null when it does not say
 * @param id      the sender's own id of the message; empty when it has none
 * @param content a digest of what it says, the same each time it is sent
 */
public record Envelope(String sender, Instant at, String id, String content) {

    private static final int DIGEST = 32;

    /** @param texts what it says; without what changes on its way */
    public static Envelope of(String sender, Instant at, String id, String... texts) {
        return new Envelope(sender, at, id, digest(texts));
    }

    /**
     * How one of its alerts was sent.
     *
     * @param source that has read it: two of one sender may tell of the same thing in their own order
     * @param number of the alert in the message
     */
    Sent sent(String source, int number) {
        return new Sent(sender.isEmpty() ? "" : digest(sender, source), at,
                id.isEmpty() ? null : digest(sender, id, content, source, "" + number));
    }

    private static String digest(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // With their lengths, or "ab" and "c" were "a" and "bc".
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
