package dev.nightcall.mail.mailbox;

import dev.nightcall.Ports;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** A mail server with one mailbox. */
final class MailServer implements AutoCloseable {

    static final String USER = "monitor@example.com";
    static final String PASSWORD = "s3cret)&%+?#}";

    private final String protocol;
    private final int port = Ports.free();
    private GreenMail server;

    MailServer(String protocol) {
        this.protocol = protocol;
    }

    MailServer start() {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(10_000);
        server = new GreenMail(setup);
        server.start();
        server.setUser(USER, USER, PASSWORD);
        return this;
    }

    String url() {
        return protocol + "://127.0.0.1:" + port;
    }

    String mailbox() {
        return "127.0.0.1:" + port + "/" + USER + "/INBOX";
    }

    /** @param octets of the mail, one for each character */
    void deliver(String octets) {
        try {
            user().deliver(new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void deliverAlert(String subject) {
        deliver("From: nagios@example.com\r\nTo: " + USER + "\r\nSubject: " + subject + "\r\n\r\nit is down\r\n");
    }

    /** What Nightcall has not taken yet. With POP3 that is all, as it has no flags. */
    List<String> unread() {
        return messages("INBOX").stream().filter(message -> protocol.startsWith("pop3") || !message.isSet(Flags.Flag.SEEN))
                .map(MailServer::subject).toList();
    }

    List<String> in(String folder) {
        return messages(folder).stream().map(MailServer::subject).toList();
    }

    private List<StoredMessage> messages(String folder) {
        try {
            MailFolder found = folder.equals("INBOX") ? server.getManagers().getImapHostManager().getInbox(user())
                    : server.getManagers().getImapHostManager().getFolder(user(), folder);
            return found == null ? List.of() : found.getMessages();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser user() {
        return server.getUserManager().getUser(USER);
    }

    private static String subject(StoredMessage message) {
        try {
            return message.getMimeMessage().getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
