package dev.nightcall.mail.smtp;

import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.util.Optional;

/** MAIL: may they send, and is what they announce not too much? (RFC 5321 section 4.1.1.2, RFC 1870) */
final class MailCommand extends BaseCommand {

    private static final String SIZE = "SIZE";

    private final SmtpRules rules;
    private final Conversations conversations;
    private final RateLimit rate;
    private final Refusals refusals;

    MailCommand(SmtpRules rules, Conversations conversations, RateLimit rate, Refusals refusals) {
        super("MAIL", "Specifies the sender.", "FROM:<sender> [ <parameters> ]");
        this.rules = rules;
        this.conversations = conversations;
        this.rate = rate;
        this.refusals = refusals;
    }

    @Override
    public void execute(String line, Session session) throws IOException {
        if (session.isMailTransactionInProgress()) {
            session.sendResponse("503 5.5.1 Sender already specified");
            return;
        }
        Optional<PathArgument> from = PathArgument.parse("FROM:", getArgPredicate(line));
        String size = from.map(argument -> argument.parameters().getOrDefault(SIZE, "0")).orElse("");
        if (!size.matches("\\d{1,20}")) {
            session.sendResponse("501 5.5.4 Syntax: MAIL FROM:<address> [SIZE=octets]");
            return;
        }
        Optional<Refusal> refusal = refusal(session, size);
        if (refusal.isPresent()) {
            refusals.tell(session, refusal.get());
            return;
        }
        session.startMailTransaction();
        ((Transaction) session.getMessageHandler()).from(from.orElseThrow().address());
        session.sendResponse("250 2.1.0 Ok");
    }

    private Optional<Refusal> refusal(Session session, String size) {
        Conversation conversation = conversations.of(session);
        if (rules.tlsRequired() && !session.isTLSStarted()) {
            return Optional.of(Refusal.TLS);
        }
        if (!conversation.maySend()) {
            return Optional.of(Refusal.AUTHENTICATION);
        }
        if (Double.parseDouble(size) > rules.limits().octets()) {
            return Optional.of(Refusal.SIZE);
        }
        return rate.take(conversation.peer()) ? Optional.empty() : Optional.of(Refusal.MAIL_RATE);
    }
}
