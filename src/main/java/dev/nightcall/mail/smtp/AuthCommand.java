package dev.nightcall.mail.smtp;

import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** AUTH with PLAIN (RFC 4616) or LOGIN (draft-murchison-sasl-login), as in RFC 4954. */
final class AuthCommand extends BaseCommand {

    private final SmtpRules rules;
    private final Conversations conversations;
    private final Refusals refusals;

    private record Credentials(String name, String password) {
    }

    /** What the client sent cannot be read; the message is the reply. */
    private static final class UnreadableException extends Exception {

        UnreadableException(String reply) {
            super(reply);
        }
    }

    AuthCommand(SmtpRules rules, Conversations conversations, Refusals refusals) {
        super("AUTH", "Logs in.", "PLAIN|LOGIN [ <initial response> ]");
        this.rules = rules;
        this.conversations = conversations;
        this.refusals = refusals;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
        Conversation conversation = conversations.of(session);
        if (rules.users().isEmpty()) {
            session.sendResponse("502 5.5.1 There are no users");
        } else if (conversation.isAuthenticated() || session.isMailTransactionInProgress()) {
            session.sendResponse("503 5.5.1 Not now");
        } else if (!session.isTLSStarted() && !rules.authWithoutTls()) {
            refusals.tell(session, Refusal.ENCRYPTION);
        } else {
            try {
                check(credentials(getArgs(line), session), conversation, session);
            } catch (UnreadableException e) {
                session.sendResponse(e.getMessage());
            }
        }
    }

    private void check(Credentials presented, Conversation conversation, Session session)
            throws IOException, DropConnectionException {
        if (rules.users().isPassword(presented.name, presented.password)) {
            conversation.authenticated();
            session.sendResponse("235 2.7.0 Authentication successful");
            return;
        }
        refusals.tell(session, Refusal.PASSWORD);
        if (conversation.wrongPassword()) {
            throw refusals.drop(session, Refusal.PASSWORDS);
        }
    }

    private static Credentials credentials(String[] words, Session session) throws IOException, UnreadableException {
        String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
        return switch (mechanism) {
            case "PLAIN" -> plain(initial(words, "", session));
            case "LOGIN" -> new Credentials(initial(words, "Username:", session), ask("Password:", session));
            default -> throw new UnreadableException("504 5.5.4 PLAIN or LOGIN");
        };
    }

    private static Credentials plain(String response) throws UnreadableException {
        String[] parts = response.split("\0", -1);
        if (parts.length != 3) {
            throw new UnreadableException("501 5.5.2 Not as in RFC 4616");
        }
        return new Credentials(parts[1], parts[2]);
    }

    private static String initial(String[] words, String prompt, Session session) throws IOException, UnreadableException {
        return words.length > 2 ? decoded(words[2]) : ask(prompt, session);
    }

    private static String ask(String prompt, Session session) throws IOException, UnreadableException {
        session.sendResponse("334 " + Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.US_ASCII)));
        String answer = session.getReader().readLine();
        if (answer == null || answer.strip().equals("*")) {
            throw new UnreadableException("501 5.7.0 Authentication cancelled");
        }
        return decoded(answer.strip());
    }

    private static String decoded(String base64) throws UnreadableException {
        try {
            return new String(Base64.getDecoder().decode(base64.equals("=") ? "" : base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("501 5.5.2 No valid Base64");
        }
    }
}
