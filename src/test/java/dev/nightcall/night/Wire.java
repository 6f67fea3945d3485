package dev.nightcall.night;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a stand-in that can be cut (connections are refused) or blocked (nothing comes through), and mended. */
public final class Wire implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean blocked;
    private ServerSocket server;

    Wire(int target) throws IOException {
        this.target = target;
        server = open(0);
        port = server.getLocalPort();
        listen(server);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Whoever talks is interrupted, whoever calls is refused. */
    public synchronized void cut() throws IOException {
        server.close();
        hangUp();
    }

    /** Whoever talks is interrupted, whoever calls gets no answer. */
    public void block() throws IOException {
        blocked = true;
        hangUp();
    }

    public synchronized void mend() throws IOException {
        if (blocked) {
            blocked = false;
            hangUp();
        }
        if (server.isClosed()) {
            server = open(port);
            listen(server);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        cut();
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return socket;
    }

    private void listen(ServerSocket listening) {
        thread(() -> {
            while (!listening.isClosed()) {
                Socket from = listening.accept();
                sockets.add(from);
                if (!blocked) {
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(to);
                    thread(() -> pump(from, to));
                    thread(() -> pump(to, from));
                }
            }
        });
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] bytes = new byte[16_384];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                out.flush();
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A wire that is cut ends this way; whoever used it notices for itself.
                Thread.currentThread().interrupt();
            }
        }, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
