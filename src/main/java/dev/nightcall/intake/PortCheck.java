package dev.nightcall.intake;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a port is free, asked before Camel starts: Camel only warns when it is not, and runs without its door. */
public final class PortCheck {

    private static final int HIGHEST = 65_535;

    private PortCheck() {
    }

    /**
     * For connections (TCP).
     *
     * @param setting the name of the setting that says the port
     * @param port    0 for any, which is always free
     * @throws PortInUseException naming setting and port, when Nightcall cannot listen there
     */
    public static void requireFree(String setting, String host, int port) throws PortInUseException {
        require(setting, host, port, "", address -> {
            try (ServerSocket socket = new ServerSocket()) {
                // As the server itself does: connections of a predecessor that linger do not count.
                socket.setReuseAddress(true);
                socket.bind(address);
            }
        });
    }

    /** For datagrams (UDP); otherwise as {@link #requireFree}. */
    public static void requireFreeForDatagrams(String setting, String host, int port) throws PortInUseException {
        require(setting, host, port, " (UDP)", address -> {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(address);
            }
        });
    }

    private interface Listening {
        void on(InetSocketAddress address) throws IOException;
    }

    private static void require(String setting, String host, int port, String kind, Listening listening)
            throws PortInUseException {
        if (port < 0 || port > HIGHEST) {
            throw new PortInUseException(setting + " is " + port + ", but a port is a number up to " + HIGHEST, null);
        }
        try {
            listening.on(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortInUseException("cannot listen on " + host + ":" + port + kind + ", the port of " + setting + ": "
                    + e.getMessage(), e);
        }
    }
}
