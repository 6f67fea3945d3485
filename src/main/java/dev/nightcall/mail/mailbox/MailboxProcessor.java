package dev.nightcall.mail.mailbox;

import dev.nightcall.aws.Lease;
import dev.nightcall.mail.RawMail;
import dev.nightcall.metrics.Meters;
import jakarta.mail.MessagingException;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.mail.MailConstants;
import org.apache.camel.component.mail.MailConsumer;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;

/**
 * The steps of the route from a mailbox. Camel's consumer marks a mail as its exchange ends: untouched when it failed;
 * else seen, moved or deleted, as {@link #mark} says.
 */
final class MailboxProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxProcessor.class);
    static final String UID = "mailbox-uid";
    private static final String MAIL = "mailbox-mail";

    private final MailboxAddress mailbox;
    private final Handled after;
    private final MailboxReader reader;
    private final MailboxTries tries;
    private final MailboxPause pause;
    private final Lease lease;
    private final MailboxAlerts alerts;
    private final Meters meters;

    /**
     * What becomes of the mails of a mailbox with folders; with POP3, mails that were handled are deleted.
     *
     * @param delete       whether they are deleted, rather than marked as seen
     * @param moveTo       the folder to which they are moved; empty for none
     * @param failedFolder the folder to which those are moved that could not be handled
     */
    record Handled(boolean delete, String moveTo, String failedFolder) {
    }

    MailboxProcessor(MailboxAddress mailbox, Handled after, MailboxReader reader, MailboxTries tries, MailboxPause pause,
                     Lease lease, MailboxAlerts alerts, Meters meters) {
        this.mailbox = mailbox;
        this.after = after;
        this.reader = reader;
        this.tries = tries;
        this.pause = pause;
        this.lease = lease;
        this.alerts = alerts;
        this.meters = meters;
    }

    /** Whether it is still this Nightcall that reads, and still of use. Headers go first: a sender wrote them. */
    void check(Exchange exchange) throws MailLeftUnreadException {
        var mail = exchange.getIn(MailMessage.class).getOriginalMessage();
        exchange.setProperty(UID, exchange.getProperty(MailConsumer.MAIL_MESSAGE_UID, String.class));
        exchange.setIn(new DefaultMessage(exchange.getContext()));
        exchange.getIn().setBody(mail);
        if (pause.isFailed()) {
            throw new MailLeftUnreadException(name(exchange) + " is left for later, as the one before could not be handled");
        }
        try {
            if (!lease.hold()) {
                throw new MailLeftUnreadException(name(exchange)
                        + " is left to another Nightcall: it reads this mailbox now, or this clock is wrong");
            }
        } catch (SdkException e) {
            pause.fail();
            throw new MailLeftUnreadException(name(exchange) + " is left for later, as the lease cannot be renewed: " + e);
        }
    }

    /** Body: the mail as it is on the server. */
    void read(Exchange exchange) throws IOException, MessagingException {
        RawMail mail = reader.read(exchange.getIn().getBody(jakarta.mail.Message.class));
        exchange.setProperty(MAIL, mail);
        exchange.getIn().setBody(mail);
    }

    /** SQS has what the mail said. */
    void done(Exchange exchange) {
        tries.handled(uid(exchange));
        meters.mail(mailbox.toString(), "handled");
        boolean move = !mailbox.isPop3() && !after.moveTo().isEmpty();
        mark(exchange, mailbox.isPop3() || after.delete(), move ? after.moveTo() : null);
    }

    /** A mail could not be handled. Body: the alert about it, unless it is tried again. */
    void failed(Exchange exchange) throws MailLeftUnreadException {
        Throwable error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        // While Nightcall starts or stops, a mail fails because of that.
        boolean alone = error instanceof DirectConsumerNotAvailableException || exchange.getContext().isStopping();
        var verdict = alone ? MailboxTries.Verdict.OUTAGE : tries.failed(uid(exchange), error);
        LOG.debug("{} because of", name(exchange), error);
        if (verdict == MailboxTries.Verdict.OUTAGE) {
            pause.fail();
            throw left(exchange, " and is not the cause: " + error);
        }
        if (verdict == MailboxTries.Verdict.AGAIN) {
            meters.mail(mailbox.toString(), "failed");
            throw left(exchange, ", tried " + tries.of(uid(exchange)) + " times: " + error);
        }
        exchange.getIn().setBody(alerts.setAside(uid(exchange), exchange.getProperty(MAIL, RawMail.class),
                tries.of(uid(exchange)), error, mailbox.isPop3()
                        ? "It stays on the server, and is not read again before Nightcall starts anew."
                        : "It is moved to the folder " + after.failedFolder() + "."));
    }

    /** A mail cannot be handled, and nobody could be told yet. */
    void untold(Exchange exchange) throws MailLeftUnreadException {
        Throwable error = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        pause.fail();
        throw left(exchange, ", and the alert about it could not be raised: " + error);
    }

    /** The alert about the mail is in the queue, so it may be out of the way. */
    void setAside(Exchange exchange) {
        LOG.warn("{} could not be read and is set aside", name(exchange));
        tries.setAside(uid(exchange));
        meters.mail(mailbox.toString(), "set-aside");
        mark(exchange, false, mailbox.isPop3() ? null : after.failedFolder());
    }

    /** Says what the consumer does with the mail, in the headers that a sender could otherwise have written. */
    private static void mark(Exchange exchange, boolean delete, String moveTo) {
        exchange.getIn().removeHeaders("*");
        exchange.getIn().setHeader(MailConstants.MAIL_DELETE, delete);
        if (moveTo != null) {
            exchange.getIn().setHeader(MailConstants.MAIL_MOVE_TO, moveTo);
        }
    }

    private MailLeftUnreadException left(Exchange exchange, String why) {
        return new MailLeftUnreadException(name(exchange) + " could not be handled and stays unread" + why);
    }

    private String name(Exchange exchange) {
        return "mail " + uid(exchange) + " in " + mailbox;
    }

    private static String uid(Exchange exchange) {
        return exchange.getProperty(UID, String.class);
    }
}
