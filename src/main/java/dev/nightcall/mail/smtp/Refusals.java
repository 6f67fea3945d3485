package dev.nightcall.mail.smtp;

import dev.nightcall.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;

/** Tells a sender why not, counts it, and tells whoever looks for a monitor's mail in the log. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    /** Nobody shall fill the log from outside. */
    private static final int LINES_PER_MINUTE = 60;

    private final Meters meters;
    private final RateLimit lines;

    Refusals(Meters meters, Clock clock) {
        this.meters = meters;
        this.lines = new RateLimit(LINES_PER_MINUTE, clock);
        meters.smtpRefusals(Arrays.stream(Refusal.values()).map(Refusal::word).toList());
    }

    void note(Session session, Refusal refusal) {
        meters.mailRefused(refusal.word());
        InetAddress peer = session.getRemoteAddress().getAddress();
        if (lines.take(peer)) {
            LOG.info("{} was refused: {}", peer.getHostAddress(), refusal.reply());
        }
    }

    void tell(Session session, Refusal refusal) throws IOException {
        note(session, refusal);
        session.sendResponse(refusal.reply());
    }

    /** To be thrown: tells it and closes the connection. */
    DropConnectionException drop(Session session, Refusal refusal) {
        note(session, refusal);
        return refusal.drop();
    }
}
