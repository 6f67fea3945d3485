package dev.nightcall.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mails made of octets. */
final class Mails {

    private static final MailReader READER = new MailReader();

    private Mails() {
    }

    /** Texts are UTF-8; lines of the header end in CR LF as written. */
    static byte[] octets(Object... pieces) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            octets.writeBytes(piece instanceof byte[] bytes ? bytes : piece.toString().getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    /** With an envelope that says nothing of interest. */
    static RawMail mail(Object... pieces) {
        return new RawMail(octets(pieces), "monitor@example.jp", List.of("alerts@example.jp"), "192.0.2.5");
    }

    static MailMessage read(Object... pieces) {
        return READER.read(mail(pieces));
    }

    /** Lines joined by CR LF. */
    static MailMessage readLines(String... lines) {
        return read(String.join("\r\n", lines) + "\r\n");
    }

    static String subject(Object... raw) {
        return read("Subject: ", octets(raw), "\r\n\r\n").title();
    }
}
