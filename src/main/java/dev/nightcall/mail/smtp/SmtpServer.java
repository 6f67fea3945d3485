package dev.nightcall.mail.smtp;

import dev.nightcall.metrics.Meters;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.server.SMTPServer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * SubEthaSMTP with commands of our own.
 *
 * <p>From the library come the thread for each connection, the reading of command lines, STARTTLS and the small commands. Its
 * MAIL, DATA and BDAT are replaced: after a mail that is refused they take the rest of it for commands, keep the envelope,
 * and overlook SIZE when it is not the last parameter. It is started and stopped once.
 */
final class SmtpServer {

    /** Connections that are only there to be told that they are too many. */
    private static final int REFUSED_AT_ONCE = 50;

    private final String host;
    private final SmtpRules rules;
    private final Conversations conversations;
    private final ExecutorService threads;
    private final SMTPServer server;

    /**
     * @param port    0 for any
     * @param threads one for each connection; they are shut down with the server
     */
    SmtpServer(String host, int port, SmtpRules rules, Delivery delivery, Meters meters, Clock clock, ExecutorService threads)
            throws IOException {
        this.host = host;
        this.rules = rules;
        this.threads = threads;
        Refusals refusals = new Refusals(meters, clock);
        this.conversations = new Conversations(rules, refusals);
        this.server = SMTPServer.port(port).bindAddress(InetAddress.getByName(host)).hostName(rules.name())
                .softwareName("Nightcall").executorService(threads).messageHandlerFactory(context -> new Transaction())
                .enableTLS(rules.tls().isPresent())
                .startTlsSocketFactory(socket -> overTls(rules.tls().orElseThrow(), socket))
                .serverSocketFactory(() -> new PatientSocket.Server(conversations::isStopping, rules.limits().idle()))
                .sessionHandler(conversations).maxConnections(rules.limits().connections() + REFUSED_AT_ONCE)
                .maxMessageSize(rules.limits().octets()).build();
        commands(delivery, refusals, meters, clock);
    }

    /** @throws IOException naming host and port, when nobody can listen there */
    void start() throws IOException {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new IOException("cannot listen for SMTP on " + host + ":" + server.getPort() + ": "
                    + e.getCause().getMessage(), e);
        }
    }

    /** Where it listens; after the start. */
    int port() {
        return server.getPortAllocated();
    }

    /**
     * Takes nothing new, lets mails that are under way come to their end, and then stops.
     *
     * @param patience after which they are cut off; their senders were not told 250 and will send them again
     */
    void stop(Duration patience) throws IOException {
        try {
            conversations.stop(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conversations.cutOff();
        threads.shutdownNow();
        server.stop();
    }

    private void commands(Delivery delivery, Refusals refusals, Meters meters, Clock clock) {
        RateLimit commandRate = new RateLimit(rules.limits().commandsPerMinute(), clock);
        CommandHandler handler = server.getCommandHandler();
        List.of(new HelloCommand("EHLO", rules), new HelloCommand("HELO", rules), new HelpCommand(),
                new MailCommand(rules, conversations, new RateLimit(rules.limits().mailsPerMinute(), clock), refusals),
                new RcptCommand(rules, refusals),
                new DataCommand(rules, conversations, new HeldOctets(rules.limits().memory()), delivery, refusals, meters),
                new AuthCommand(rules, conversations, refusals)).forEach(handler::addCommand);
        List.of("BDAT", "GET ", "POST", "PUT ", "HEAD", "CONN", "OPTI", "DELE", "PATC")
                .forEach(name -> handler.addCommand(new RefusedCommand(name, refusals)));
        List<Command> all = handler.getVerbs().stream().map(handler::getCommand).toList();
        all.forEach(command -> handler.addCommand(new GuardedCommand(command, conversations, commandRate, refusals)));
    }

    /** With the protocols and ciphers of the JDK, and without asking DNS for the name of the other end. */
    private static SSLSocket overTls(SSLContext tls, Socket socket) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory()
                .createSocket(socket, peer.getAddress().getHostAddress(), socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }
}
