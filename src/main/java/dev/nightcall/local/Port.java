package dev.nightcall.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * A port that a setting asks for.
 *
 * @param setting the property that names the port
 * @param number  0 for any free port
 */
public record Port(String setting, int number) {

    /** This port, or a free one if it asks for any. */
    public Port resolve() {
        try (ServerSocket socket = new ServerSocket()) {
            // Every address: a stand-in that listens on all of them would otherwise find the port taken.
            socket.bind(new InetSocketAddress((InetAddress) null, number));
            return new Port(setting, socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(
                    setting + ": port " + number + " is in use; stop what uses it or choose another port", e);
        }
    }

    /** Where a stand-in on this port is reached. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + number);
    }
}
