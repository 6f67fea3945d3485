package dev.nightcall.mail.mailbox;

import java.io.IOException;

/** The connection to the mailbox was lost, or is of no use; nothing can be said against the mail that was being read. */
final class MailboxGoneException extends IOException {

    MailboxGoneException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
