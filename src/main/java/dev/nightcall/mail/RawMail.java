package dev.nightcall.mail;

import java.util.List;

/**
 * A mail as it came: the octets of RFC 5322, and what is only on its envelope.
 *
 * @param bytes      header, empty line, body; nobody has looked at it yet
 * @param sender     MAIL FROM; empty for a bounce, and where there is no envelope (a mailbox)
 * @param recipients RCPT TO, in their order; empty where there is no envelope
 * @param peer       the address it came from, for people
 */
public record RawMail(byte[] bytes, String sender, List<String> recipients, String peer) {

    private static final int SHORTEST_TAG = "<b>".length();
    /** Bytes of a tree for each of its text. */
    private static final long HTML = 64;

    public RawMail {
        recipients = List.copyOf(recipients);
    }

    /**
     * Bytes that it takes up while it is read, rather more than less: decoded octets, and text of two bytes a character; of
     * HTML a tree, which is many times the text and is not made of more than {@link MailLimits#htmlTags} tags.
     */
    long weight() {
        return 5L * bytes.length + HTML * Math.min(bytes.length, MailLimits.DEFAULT.htmlTags() * SHORTEST_TAG);
    }
}
