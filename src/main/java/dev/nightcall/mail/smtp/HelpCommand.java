package dev.nightcall.mail.smtp;

import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import java.io.IOException;

/** HELP, in one line: the library's ends its lines with LF only, and tells its own version. */
final class HelpCommand extends BaseCommand {

    HelpCommand() {
        super("HELP", "This text");
    }

    @Override
    public void execute(String line, Session session) throws IOException {
        session.sendResponse("214 2.0.0 See RFC 5321; mail goes to alerts@ or alerts+SYSTEM@");
    }
}
