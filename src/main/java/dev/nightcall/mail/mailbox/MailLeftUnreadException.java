package dev.nightcall.mail.mailbox;

/** A mail stays unread and is read again. It has no stack trace, as it is a decision and logged as one line. */
final class MailLeftUnreadException extends Exception {

    MailLeftUnreadException(String reason) {
        super(reason, null, false, false);
    }
}
