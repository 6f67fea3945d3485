package dev.nightcall.mail.smtp;

import dev.nightcall.metrics.Meters;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.util.Arrays;

/** Tells a sender why not, and counts it. */
final class Refusals {

    private final Meters meters;

    Refusals(Meters meters) {
        this.meters = meters;
        meters.smtpRefusals(Arrays.stream(Refusal.values()).map(Refusal::word).toList());
    }

    void count(Refusal refusal) {
        meters.mailRefused(refusal.word());
    }

    void tell(Session session, Refusal refusal) throws IOException {
        count(refusal);
        session.sendResponse(refusal.reply());
    }

    /** To be thrown: tells it and closes the connection. */
    DropConnectionException drop(Refusal refusal) {
        count(refusal);
        return refusal.drop();
    }
}
