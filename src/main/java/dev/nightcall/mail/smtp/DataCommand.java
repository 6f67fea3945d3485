package dev.nightcall.mail.smtp;

import dev.nightcall.aws.Outage;
import dev.nightcall.mail.RawMail;
import dev.nightcall.metrics.Meters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * DATA: the mail itself. It is answered 250 after it has been delivered, and never before: from then on the sender has
 * nothing any more, and the responsibility is ours (RFC 5321 section 6.1).
 */
final class DataCommand extends BaseCommand {

    private static final Logger LOG = LoggerFactory.getLogger(DataCommand.class);

    private final SmtpRules rules;
    private final Conversations conversations;
    private final HeldOctets memory;
    private final Delivery delivery;
    private final Refusals refusals;
    private final Meters meters;

    DataCommand(SmtpRules rules, Conversations conversations, HeldOctets memory, Delivery delivery, Refusals refusals,
                Meters meters) {
        super("DATA", "Following text is collected as the message.");
        this.rules = rules;
        this.conversations = conversations;
        this.memory = memory;
        this.delivery = delivery;
        this.refusals = refusals;
        this.meters = meters;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
        if (!session.isMailTransactionInProgress()) {
            session.sendResponse("503 5.5.1 MAIL comes first");
            return;
        }
        Transaction transaction = (Transaction) session.getMessageHandler();
        if (transaction.recipients().isEmpty()) {
            session.sendResponse("503 5.5.1 RCPT comes first");
            return;
        }
        Conversation conversation = conversations.of(session);
        conversation.socket().awaitMail(rules.limits().transfer());
        session.sendResponse("354 End data with <CR><LF>.<CR><LF>");
        String reply;
        try (MailData data = new MailData(rules.limits().octets(), memory)) {
            read(data, session);
            reply = data.refusal().isPresent() ? refuse(data.refusal().get(), session)
                    : deliver(new RawMail(data.octets(), transaction.sender(), transaction.recipients(),
                            conversation.peer().getHostAddress()));
        } finally {
            // Also after a failure the sender begins with MAIL again.
            session.resetMailTransaction();
        }
        // Only now: who has the reply may send the next mail, and finds the memory free.
        session.sendResponse(reply);
    }

    private void read(MailData data, Session session) throws IOException, DropConnectionException {
        try {
            data.read(session.getRawInput());
        } catch (SocketTimeoutException e) {
            refusals.note(session, Refusal.UNFINISHED);
            throw e;
        } catch (IOException e) {
            throw refusals.drop(session, Refusal.UNFINISHED);
        }
    }

    private String refuse(Refusal refusal, Session session) {
        refusals.note(session, refusal);
        return refusal.reply();
    }

    private String deliver(RawMail mail) {
        try {
            delivery.deliver(mail);
        } catch (Exception | Error e) {
            // Whatever it was, also an error of memory or of our own code: the sender still has the mail.
            LOG.atLevel(Outage.isOfService(e) ? Level.DEBUG : Level.WARN)
                    .log("a mail from {} is not accepted, its sender has to try again: {}", mail.peer(), e.toString());
            meters.mailFailed();
            return "451 4.3.0 The mail could not be handed on, try again later";
        }
        meters.mailAccepted();
        return "250 2.0.0 Ok";
    }
}
