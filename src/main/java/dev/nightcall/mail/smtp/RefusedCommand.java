package dev.nightcall.mail.smtp;

import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/**
 * A command behind which octets come that are not commands: BDAT, which is not announced, and the requests of a web browser
 * that some page has sent here. The connection ends before they can pass for commands.
 */
final class RefusedCommand extends BaseCommand {

    private final Refusals refusals;

    /** @param name its first four letters, blank included */
    RefusedCommand(String name, Refusals refusals) {
        super(name, "Not implemented");
        this.refusals = refusals;
    }

    @Override
    public void execute(String line, Session session) throws DropConnectionException {
        throw refusals.drop(session, Refusal.PROTOCOL);
    }
}
