package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Nightcall whose clock is wrong finds out, leaves its work to others, and goes on when it is right again. */
@ExtendWith(Cloud.Extension.class)
class WrongClockTest {

    private static final Plan PLAN = new Plan().system("queued", 1).system("sent", 1);
    private static final Map<String, String> ALERT = Map.of("system", "sent", "host", "host");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final MovableClock clock = new MovableClock();

    @Test
    void nothingNewIsBegunUntilItIsRightAgain(Cloud cloud) throws Exception {
        int traps;
        try (DatagramSocket free = new DatagramSocket()) {
            traps = free.getLocalPort();
        }
        Instant begin = clock.instant();
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.clock.tolerance", "20s",
                "nightcall.health.interval", "500ms", "nightcall.snmp", "" + traps, "nightcall.snmp.host", "127.0.0.1",
                "nightcall.snmp.communities", "public"), clock)) {
            Http management = new Http("http://127.0.0.1:" + night.setting("nightcall.management"), null);
            await("ready").atMost(SOON).until(() -> management.send("GET", "/health/ready", null).status() == 200);

            clock.fastForward(Duration.ofMinutes(-10));

            await("found").atMost(SOON).until(() -> management.send("GET", "/health/ready", null).status() == 503);
            assertThat(management.send("GET", "/health/ready", null).text()).contains("nothing new is begun until this clock is right again; this clock is 59").contains("s behind AWS's");
            assertThat(night.metrics().lines()).filteredOn(line -> line.startsWith("nightcall_clock_skew_seconds "))
                    .singleElement().asString().contains("-59");
            Http.Answer refused = night.door().send("POST", "/alerts", ALERT);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(night.door().send("POST", "/api/suppressions",
                    Map.of("system", "sent", "minutes", 5, "by", "sent-1")).status()).isEqualTo(503);
            assertThat(night.door().send("GET", "/api/incidents", null).status()).isEqualTo(200);

            sendTrap(traps);

            // A receive that was under way when the clock was found wrong may still take what comes in its time.
            await("the last receive").pollDelay(Duration.ofSeconds(3)).until(() -> true);
            Instant now = clock.instant();
            night.backDoor().put(night.names().queues().alerts(), new Alert("1", "queued", "host", "service", "", Severity.ERROR,
                    State.FIRING, "", now, now, Map.of()));
            await("left alone").during(Duration.ofSeconds(3))
                    .until(() -> night.backDoor().unhandled() == 1 && night.allIncidents().isEmpty());

            night.phone(PLAN.phone("queued", 1)).answers("1", "1");
            clock.fastForward(Duration.ofMinutes(10));

            await("ready again").atMost(SOON).until(() -> management.send("GET", "/health/ready", null).status() == 200);
            night.awaitIncident("queued", SOON, incident -> incident.status() == Status.ACKNOWLEDGED);
            assertThat(night.door().send("POST", "/alerts", ALERT).status()).isEqualTo(202);
            String ofTrap = night.awaitIncident("nightcall", SOON, incident -> true).id();
            assertThat(night.alerts(ofTrap)).singleElement()
                    .satisfies(row -> assertThat(row.alert().receivedAt()).isBetween(begin.minusSeconds(2), clock.instant()));
        }
    }

    /** Nobody sends it again, so it waits inside. */
    private static void sendTrap(int port) throws IOException {
        byte[] datagram = Files.readAllBytes(Path.of("src/test/resources/samples/snmp/v2c-octets-shiftjis-japanese.1.bin"));
        try (DatagramSocket device = new DatagramSocket()) {
            device.send(new DatagramPacket(datagram, datagram.length, new InetSocketAddress("127.0.0.1", port)));
        }
    }
}
