package dev.nightcall.mail.smtp;

import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;

/** EHLO and HELO: the session begins anew, and EHLO says what there is (RFC 5321 section 4.1.1.1). */
final class HelloCommand extends BaseCommand {

    private final SmtpRules rules;
    private final boolean extended;

    HelloCommand(String name, SmtpRules rules) {
        super(name, "Introduce yourself.", "<hostname>");
        this.rules = rules;
        this.extended = name.equals("EHLO");
    }

    @Override
    public void execute(String line, Session session) throws IOException {
        String[] words = getArgs(line);
        if (words.length < 2) {
            session.sendResponse("501 5.5.4 Syntax: " + getName() + " hostname");
            return;
        }
        session.resetMailTransaction();
        session.setHelo(words[1]);
        session.sendResponse(extended ? extensions(session) : "250 " + rules.name());
    }

    /** CHUNKING is not among them: the library's BDAT takes the end of a connection for the end of a mail. */
    private String extensions(Session session) {
        StringBuilder reply = new StringBuilder("250-" + rules.name() + "\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n");
        if (rules.tls().isPresent() && !session.isTLSStarted()) {
            reply.append("250-STARTTLS\r\n");
        }
        if (!rules.users().isEmpty() && (session.isTLSStarted() || rules.authWithoutTls())) {
            reply.append("250-AUTH PLAIN LOGIN\r\n");
        }
        return reply.append("250 SIZE ").append(rules.limits().octets()).toString();
    }
}
