package dev.nightcall.mail.smtp;

import dev.nightcall.mail.RawMail;

/** Where mails go. */
@FunctionalInterface
interface Delivery {

    /** Returns when the mail is safe. @throws Exception when it is not; the sender will try again */
    void deliver(RawMail mail) throws Exception;
}
