package dev.nightcall.mail.smtp;

import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandException;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.Session;

import java.io.IOException;

/** What stands before every command: is it one too many, or does Nightcall stop? */
final class GuardedCommand implements Command {

    private final Command command;
    private final Conversations conversations;
    private final RateLimit rate;
    private final Refusals refusals;

    GuardedCommand(Command command, Conversations conversations, RateLimit rate, Refusals refusals) {
        this.command = command;
        this.conversations = conversations;
        this.rate = rate;
        this.refusals = refusals;
    }

    @Override
    public void execute(String line, Session session) throws IOException, DropConnectionException {
        if (conversations.isStopping()) {
            throw refusals.drop(session, Refusal.STOPPING);
        }
        Conversation conversation = conversations.of(session);
        if (!rate.take(conversation.peer())) {
            throw refusals.drop(session, Refusal.COMMAND_RATE);
        }
        try {
            command.execute(line, session);
        } finally {
            conversation.socket().awaitCommand();
        }
    }

    @Override
    public HelpMessage getHelp() throws CommandException {
        return command.getHelp();
    }

    @Override
    public String getName() {
        return command.getName();
    }
}
