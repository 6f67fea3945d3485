package dev.nightcall.night;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A trap from the wire to an incident. */
@ExtendWith(Cloud.Extension.class)
class TrapNightTest {

    private static final Path SAMPLES = Path.of("src/test/resources/samples/snmp");
    private static final Plan PLAN = new Plan().system("traps", 1);

    @Test
    void aTrapBecomesAnAlertAndAnInformIsAnsweredOnceItIsQueued(Cloud cloud) throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.snmp", "" + port, "nightcall.snmp.host",
                "127.0.0.1", "nightcall.snmp.communities", "public")); DatagramSocket device = new DatagramSocket()) {
            send(device, port, "v2c-octets-shiftjis-japanese.1");
            send(device, port, "v2c-inform-linkDown.1");
            device.setSoTimeout(30_000);
            DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
            device.receive(answer);

            assertThat(answer.getLength()).isEqualTo((int) Files.size(SAMPLES.resolve("v2c-inform-linkDown.1.bin")));
            String incident = night.awaitIncident("nightcall", found -> true).id();
            await().untilAsserted(() -> assertThat(night.alerts(incident)).anySatisfy(row -> {
                assertThat(row.alert().host()).isEqualTo("127.0.0.1");
                assertThat(row.alert().service()).isEqualTo("unknown trap: 1.3.6.1.4.1.99999.1.0.1");
                assertThat(row.alert().summary()).contains("1.3.6.1.4.1.99999.1.0.1").contains("ディスク障害発生");
            }));
        }
    }

    private static void send(DatagramSocket device, int port, String sample) throws Exception {
        byte[] datagram = Files.readAllBytes(SAMPLES.resolve(sample + ".bin"));
        device.send(new DatagramPacket(datagram, datagram.length, new InetSocketAddress("127.0.0.1", port)));
    }
}
