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

    public RawMail {
        recipients = List.copyOf(recipients);
    }
}
