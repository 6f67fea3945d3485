package dev.nightcall.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A web server that answers as badly as a test wants. Paths say how; what it was asked is kept. */
public final class CalendarServer implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String calendar;
    private volatile long sent;

    public CalendarServer(String calendar) throws IOException {
        this.calendar = calendar;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** What GET /calendar answers with from now on. */
    public void says(String text) {
        calendar = text;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** Request lines and headers. */
    List<String> requests() {
        return requests;
    }

    /** How many octets of an endless answer were taken. */
    long sent() {
        return sent;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.submit(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            String request = request(client.getInputStream());
            requests.add(request);
            String path = request.split(" ")[1];
            OutputStream out = client.getOutputStream();
            if (path.startsWith("/calendar")) {
                calendar(request, out);
            } else if (path.startsWith("/status/")) {
                write(out, "HTTP/1.1 " + path.substring("/status/".length())
                        + " X\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
            } else if (path.startsWith("/to/")) {
                write(out, "HTTP/1.1 302 Found\r\nLocation: " + path.substring("/to/".length()).replace("%3A", ":")
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            } else if (path.equals("/circle")) {
                write(out, "HTTP/1.1 301 Moved\r\nLocation: /circle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            } else if (path.equals("/drips")) {
                write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                drip(out);
            } else if (path.equals("/endless")) {
                write(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\n");
                byte[] part = "X-NOTHING:nothing\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 10_000; i++) {
                    out.write(part);
                    sent += part.length;
                }
            } else if (path.equals("/announced")) {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\nConnection: close\r\n\r\n");
                drip(out);
            } else if (path.equals("/broken")) {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\n");
            } else if (path.equals("/hangs")) {
                client.getInputStream().read();
            } else {
                write(out, "SSH-2.0-OpenSSH\r\n");
            }
        } catch (IOException e) {
            // The other side has had enough.
        }
    }

    private void calendar(String request, OutputStream out) throws IOException {
        String etag = "\"" + calendar.hashCode() + "\"";
        if (request.contains("If-None-Match: " + etag)) {
            write(out, "HTTP/1.1 304 Not Modified\r\nETag: " + etag + "\r\nConnection: close\r\n\r\n");
            return;
        }
        byte[] body = calendar.getBytes(StandardCharsets.UTF_8);
        write(out, "HTTP/1.1 200 OK\r\nETag: " + etag + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
        out.write(body);
    }

    private void drip(OutputStream out) throws IOException {
        while (!socket.isClosed()) {
            out.write('B');
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            request.append((char) c);
        }
        return request.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
