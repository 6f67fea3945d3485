package dev.nightcall.mail.smtp;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Speaks SMTP octet by octet, also wrongly. */
public final class Client implements AutoCloseable {

    private static final int PATIENCE = 30_000;
    private Socket socket;
    private InputStream in;
    private final String greeting;

    public Client(int port) throws IOException {
        use(new Socket(InetAddress.getLoopbackAddress(), port));
        greeting = hear();
    }

    private void use(Socket newer) throws IOException {
        socket = newer;
        socket.setSoTimeout(PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
    }

    String greeting() {
        return greeting;
    }

    /** Sends a line and waits for the reply. */
    public String say(String line) throws IOException {
        send(line + "\r\n");
        return hear();
    }

    Client send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Client send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    /** Up to where a mail can be sent. */
    public Client begin(String sender, String... recipients) throws IOException {
        expect("250", say("MAIL FROM:<" + sender + ">"));
        for (String recipient : recipients) {
            expect("250", say("RCPT TO:<" + recipient + ">"));
        }
        expect("354", say("DATA"));
        return this;
    }

    /** One mail; the reply to its last line. */
    public String mail(String text) throws IOException {
        begin("monitor@example.jp", "alerts+XYZ@nightcall.example");
        return say(text + "\r\n.");
    }

    /** The whole reply, its lines separated by LF; empty at the end of the connection. */
    String hear() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            reply.append(line).append('\n');
            line = line();
        }
        return reply.append(line).toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    boolean hearsNothingFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE);
        }
    }

    /** Whether the other end has hung up. */
    boolean isOver() throws IOException {
        return in.read() < 0;
    }

    Client startTls(SSLContext trusting) throws IOException {
        expect("220", say("STARTTLS"));
        SSLSocket secured = (SSLSocket) trusting.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.startHandshake();
        use(secured);
        return this;
    }

    private static void expect(String code, String reply) {
        if (!reply.startsWith(code)) {
            throw new AssertionError("expected " + code + ", heard " + reply);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
