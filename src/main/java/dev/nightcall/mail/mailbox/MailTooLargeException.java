package dev.nightcall.mail.mailbox;

import java.io.IOException;

/** A mail is larger than Nightcall reads; the next try would find it as large. */
final class MailTooLargeException extends IOException {

    /** @param size bytes; -1 when the server did not say */
    MailTooLargeException(long size, int max) {
        super("it has " + (size < 0 ? "more than " + max : size + "") + " bytes, and at most " + max + " are read");
    }
}
