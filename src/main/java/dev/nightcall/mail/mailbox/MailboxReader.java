package dev.nightcall.mail.mailbox;

import dev.nightcall.mail.RawMail;
import jakarta.mail.FetchProfile;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Reads a mail as it is on the server, octet by octet; nothing in it is looked at. */
final class MailboxReader {

    private final MailboxAddress mailbox;
    private final int max;

    /** @param max bytes of the largest mail that is read */
    MailboxReader(MailboxAddress mailbox, int max) {
        this.mailbox = mailbox;
        this.max = max;
    }

    /**
     * @throws MailTooLargeException before more than the allowed bytes are in memory
     * @throws MailboxGoneException  when the connection was lost
     * @throws MessagingException    when the server does not give this mail
     */
    RawMail read(Message message) throws IOException, MessagingException {
        Bounded bytes = new Bounded();
        try {
            long size = size(message);
            if (size > max) {
                throw new MailTooLargeException(size, max);
            }
            message.writeTo(bytes);
        } catch (FolderClosedException | StoreClosedException e) {
            throw gone(e);
        } catch (MessagingException | IOException e) {
            // The buffer decides, and not the exception: protocols wrap what a stream throws.
            if (bytes.full || e instanceof MailTooLargeException) {
                throw e instanceof MailTooLargeException large ? large : new MailTooLargeException(-1, max);
            }
            if (!message.getFolder().isOpen()) {
                throw gone(e);
            }
            throw e;
        }
        return new RawMail(bytes.toByteArray(), "", List.of(), mailbox.host());
    }

    private long size(Message message) throws MessagingException {
        if (message.getFolder() instanceof UIDFolder && !mailbox.isPop3()) {
            // Alone: getSize() would have the server take the mail apart, which of all things a malformed one may not bear.
            FetchProfile size = new FetchProfile();
            size.add(FetchProfile.Item.SIZE);
            message.getFolder().fetch(new Message[]{message}, size);
        }
        return message.getSize();
    }

    private MailboxGoneException gone(Exception e) {
        return new MailboxGoneException("the connection to " + mailbox + " was lost: " + e.getMessage(), e);
    }

    /** Takes no more than allowed: a server may send more than it said. */
    private final class Bounded extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean full;

        @Override
        public void write(int octet) throws IOException {
            require(1);
            bytes.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            require(length);
            bytes.write(octets, offset, length);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }

        private void require(int more) throws IOException {
            if (full || bytes.size() + more > max) {
                full = true;
                throw new MailTooLargeException(-1, max);
            }
        }
    }
}
