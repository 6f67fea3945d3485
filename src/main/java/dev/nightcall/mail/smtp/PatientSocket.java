package dev.nightcall.mail.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A connection whose patience is for a whole command, or a whole mail. A socket's own timeout begins anew with each octet,
 * so that a sender of one octet a minute would stay for hours.
 *
 * <p>It looks at the machine's own running time: a peer's silence is real, also where a test moves the clock.
 */
final class PatientSocket extends Socket {

    /** How soon a connection that waits for a command notices that the server stops. */
    private static final long LOOK_UP = 250;
    /** What may come before the next command that is one: far more than lines of RFC 5321, and than a TLS handshake. */
    private static final int UNANSWERED = 65_536;

    private final BooleanSupplier stopping;
    private final Duration idle;
    private volatile boolean transferring;
    private volatile long deadline;
    private volatile int unanswered;

    /** Accepts patient sockets. */
    static final class Server extends ServerSocket {

        private final BooleanSupplier stopping;
        private final Duration idle;

        Server(BooleanSupplier stopping, Duration idle) throws IOException {
            this.stopping = stopping;
            this.idle = idle;
        }

        @Override
        public Socket accept() throws IOException {
            PatientSocket socket = new PatientSocket(stopping, idle);
            implAccept(socket);
            return socket;
        }
    }

    PatientSocket(BooleanSupplier stopping, Duration idle) {
        this.stopping = stopping;
        this.idle = idle;
        awaitCommand();
    }

    /** From now on a command is expected. */
    void awaitCommand() {
        transferring = false;
        unanswered = 0;
        deadline = System.nanoTime() + idle.toNanos();
    }

    /** From now on a mail is expected, however long; a stop does not cut it off. */
    void awaitMail(Duration within) {
        deadline = System.nanoTime() + within.toNanos();
        transferring = true;
    }

    /** From now on nothing is expected any more; who is still sending is told so. */
    void hurry() {
        deadline = System.nanoTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new PatientStream(super.getInputStream());
    }

    private final class PatientStream extends FilterInputStream {

        PatientStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int from, int most) throws IOException {
            while (true) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !transferring && stopping.getAsBoolean()) {
                    throw new SocketTimeoutException("nothing has come in time");
                }
                setSoTimeout((int) Math.min(left, LOOK_UP));
                try {
                    return count(in.read(octets, from, most));
                } catch (SocketTimeoutException e) {
                    // Only a look at deadline and stop; a real timeout is thrown above.
                    continue;
                }
            }
        }

        private int count(int read) throws SocketException {
            if (!transferring && read > 0) {
                unanswered += read;
                if (unanswered > UNANSWERED) {
                    throw new SocketException("this is no SMTP");
                }
            }
            return read;
        }
    }
}
