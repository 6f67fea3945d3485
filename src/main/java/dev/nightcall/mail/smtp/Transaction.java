package dev.nightcall.mail.smtp;

import org.subethamail.smtp.MessageHandler;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The envelope as it comes in: from MAIL until DATA has ended, or RSET. */
final class Transaction implements MessageHandler {

    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    @Override
    public void from(String from) {
        sender = from;
    }

    @Override
    public void recipient(String recipient) {
        recipients.add(recipient);
    }

    String sender() {
        return sender;
    }

    List<String> recipients() {
        return recipients;
    }

    @Override
    public String data(InputStream data) {
        throw new UnsupportedOperationException("DataCommand reads the mail");
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
