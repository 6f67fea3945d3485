package dev.nightcall.night;

import dev.nightcall.Ports;
import dev.nightcall.trap.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Devices that send INFORMs all the time, each again until it is answered. One that is answered is never sent again, so that it must
 * not be lost, whatever Nightcall does at that moment.
 */
@ExtendWith(Cloud.Extension.class)
class InformNightTest {

    private static final Plan PLAN = new Plan().system("nobody", 1);
    private static final int DEVICES = 4;

    private final Set<String> answered = new ConcurrentSkipListSet<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(DEVICES);
    private volatile boolean going = true;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Once in good order, and once while SQS is away. */
    @Test
    void whatIsAnsweredWhileNightcallStopsAndStartsIsTaken(Cloud cloud) throws Exception {
        int snmp = Ports.free();
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.snmp", "" + snmp, "nightcall.snmp.host", "127.0.0.1",
                "nightcall.snmp.communities", "public"))) {
            List<CompletableFuture<Void>> devices = IntStream.range(0, DEVICES)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> informs(n, snmp), threads)).toList();
            try {
                awaitMore();
                night.restart();
                awaitMore();
                cloud.sqs().cut();
                try {
                    night.stop();
                } finally {
                    cloud.sqs().mend();
                }
                night.start();
                awaitMore();
            } finally {
                going = false;
                devices.forEach(CompletableFuture::join);
            }

            await().untilAsserted(() -> assertThat(services(night)).containsAll(answered));
        }
    }

    private void awaitMore() {
        int before = answered.size();
        await("answers").until(() -> answered.size() >= before + 5 * DEVICES);
    }

    /** One port after the other, each with a number that no other device has: they all have the same address. */
    private void informs(int device, int snmp) {
        try (Sender sender = new Sender("device" + device, 1)) {
            Target<UdpAddress> target = Sender.community("127.0.0.1", snmp, SnmpConstants.version2c, "public");
            target.setTimeout(1000);
            for (int port = device; going; port += DEVICES) {
                PDU answer = null;
                while (answer == null && going) {
                    answer = sender.answer(Sender.inform(Sender.varbind("1.3.6.1.2.1.2.2.1.1." + port, new Integer32(port)),
                            Sender.varbind("1.3.6.1.2.1.2.2.1.2." + port, new OctetString("Gi0/" + port))), target);
                }
                if (answer != null) {
                    answered.add("Gi0/" + port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the ports that have become alerts. */
    private static Set<String> services(Night night) {
        return night.allIncidents().stream().flatMap(incident -> night.alerts(incident.id()).stream())
                .map(row -> row.alert().service().replaceAll(".*(Gi0/\\d+).*", "$1")).collect(Collectors.toSet());
    }
}
