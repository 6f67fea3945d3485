package dev.nightcall.mail.smtp;

import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.util.Optional;

/** RCPT: is it one of ours? Nothing is ever sent on to anywhere else. */
final class RcptCommand extends BaseCommand {

    private final SmtpRules rules;
    private final Refusals refusals;

    RcptCommand(SmtpRules rules, Refusals refusals) {
        super("RCPT", "Specifies a recipient. Can be used several times.", "TO:<recipient>");
        this.rules = rules;
        this.refusals = refusals;
    }

    @Override
    public void execute(String line, Session session) throws IOException {
        if (!session.isMailTransactionInProgress()) {
            session.sendResponse("503 5.5.1 MAIL comes first");
            return;
        }
        Transaction transaction = (Transaction) session.getMessageHandler();
        Optional<PathArgument> to = PathArgument.parse("TO:", getArgPredicate(line));
        if (to.isEmpty()) {
            session.sendResponse("501 5.5.4 Syntax: RCPT TO:<address>");
        } else if (!rules.recipients().accept(to.get().address())) {
            refusals.tell(session, Refusal.RECIPIENT);
        } else if (transaction.recipients().size() >= rules.limits().recipients()) {
            refusals.tell(session, Refusal.RECIPIENTS);
        } else {
            transaction.recipient(to.get().address());
            session.sendResponse("250 2.1.5 Ok");
        }
    }
}
