package dev.nightcall.mail.mailbox;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import org.apache.camel.component.mail.DefaultMailUidGenerator;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.spi.IdempotentRepository;
import org.eclipse.angus.mail.pop3.POP3Folder;

/**
 * Mails by the names that their server gives them, and which of them are not to be read. Camel's own generator uses the
 * Message-ID, which a sender chooses: of two mails with the same one, it would delete the wrong one.
 *
 * <p>For Camel this is an idempotent repository, but one that learns nothing from being asked.
 */
final class MailboxUids implements MailUidGenerator, IdempotentRepository {

    private final MailUidGenerator byContent = new DefaultMailUidGenerator();
    private final MailboxTries tries;

    MailboxUids(MailboxTries tries) {
        this.tries = tries;
    }

    /** UIDVALIDITY and UID of IMAP (RFC 9051, 2.3.1.1), the UIDL of POP3 (RFC 1939, 7). */
    @Override
    public String generateUuid(MailEndpoint endpoint, Message message) {
        Folder folder = message.getFolder();
        try {
            if (folder instanceof POP3Folder pop3) {
                String uidl = pop3.getUID(message);
                // UIDL is optional. Without it, a number is good as long as the mailbox is open.
                return uidl != null ? uidl : message.getMessageNumber() + "/" + byContent.generateUuid(endpoint, message);
            }
            UIDFolder imap = (UIDFolder) folder;
            return imap.getUIDValidity() + "-" + imap.getUID(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("the server does not name mail number " + message.getMessageNumber(), e);
        }
    }

    /** @return whether the mail is to be read */
    @Override
    public boolean add(String uid) {
        return !tries.isSkipped(uid);
    }

    @Override
    public boolean contains(String uid) {
        return tries.isSkipped(uid);
    }

    @Override
    public boolean remove(String uid) {
        return true;
    }

    @Override
    public boolean confirm(String uid) {
        return true;
    }

    @Override
    public void clear() {
        // Nothing is kept here.
    }

    @Override
    public void start() {
        // Nothing to start.
    }

    @Override
    public void stop() {
        // Nothing to stop.
    }
}
