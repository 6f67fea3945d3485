package dev.nightcall.intake;

import org.junit.jupiter.api.Test;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortCheckTest {

    @Test
    void aTakenPortIsNamedWithItsSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortCheck.requireFree("camel.server.port", "127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("camel.server.port");
        }
    }

    @Test
    void aTakenPortForDatagramsIsNamedWithItsSetting() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortCheck.requireFreeForDatagrams("nightcall.snmp", "127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(PortInUseException.class).hasMessageContaining("nightcall.snmp")
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " (UDP)");
            assertThatCode(() -> PortCheck.requireFree("nightcall.http", "127.0.0.1", taken.getLocalPort()))
                    .as("a port for connections is another one").doesNotThrowAnyException();
        }
    }

    @Test
    void aFreePortIsLeftFree() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        assertThatCode(() -> {
            PortCheck.requireFree("camel.server.port", "127.0.0.1", port);
            PortCheck.requireFree("camel.server.port", "127.0.0.1", port);
        }).doesNotThrowAnyException();
    }

    @Test
    void whatIsNoPortOrNoHostIsSaid() {
        assertThatThrownBy(() -> PortCheck.requireFree("camel.management.port", "127.0.0.1", 70_000))
                .hasMessageContaining("camel.management.port is 70000");
        assertThatThrownBy(() -> PortCheck.requireFree("camel.server.port", "no.such.host.invalid", 8080))
                .isInstanceOf(PortInUseException.class).hasMessageContaining("camel.server.port");
    }
}
