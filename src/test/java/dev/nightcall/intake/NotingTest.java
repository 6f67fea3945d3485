package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is accepted is noted, and what cannot be is counted; whoever sent it notices nothing. */
class NotingTest {

    private final Clock clock = Clock.fixed(RunningDoor.NOW, ZoneOffset.UTC);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Alert> noted = new CopyOnWriteArrayList<>();
    private final CountDownLatch away = new CountDownLatch(1);
    private Noting noting;

    @AfterEach
    void close() throws InterruptedException {
        away.countDown();
        noting.close();
    }

    @Test
    void whatIsAcceptedIsNotedAndCounted() {
        open(noted::addAll, 1000);

        noting.accept(alerts(250));

        await().untilAsserted(() -> assertThat(noted).hasSize(250));
        assertThat(registry.get("nightcall.alerts").tag("decision", "accepted").counter().count()).isEqualTo(250);
        assertThat(missed()).isZero();
    }

    @Test
    void anOutageOfTheLedgerIsCountedAndThenItGoesOn() {
        CopyOnWriteArrayList<String> outages = new CopyOnWriteArrayList<>(List.of("one"));
        open(alerts -> {
            if (!outages.isEmpty()) {
                outages.clear();
                throw new IllegalStateException("DynamoDB is away");
            }
            noted.addAll(alerts);
        }, 1000);

        noting.accept(alerts(3));
        await().until(() -> missed() == 3);
        noting.accept(alerts(2));

        await().untilAsserted(() -> assertThat(noted).hasSize(2));
        assertThat(missed()).isEqualTo(3);
    }

    @Test
    void whenTheLedgerIsSlowNobodyWaitsAndWhatIsTooMuchIsCounted() {
        CountDownLatch begun = new CountDownLatch(1);
        open(alerts -> {
            begun.countDown();
            try {
                away.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            noted.addAll(alerts);
        }, 10);
        noting.accept(alerts(1));
        await().until(() -> begun.getCount() == 0);

        noting.accept(alerts(25));

        assertThat(missed()).isEqualTo(15);
        away.countDown();
        await().untilAsserted(() -> assertThat(noted).hasSize(11));
    }

    @Test
    void aStopNotesWhatWaits() throws InterruptedException {
        open(noted::addAll, 1000);
        noting.accept(alerts(500));

        noting.close();

        assertThat(noted).hasSize(500);
    }

    private void open(Consumer<List<Alert>> ledger, int most) {
        noting = new Noting(ledger, most, new Meters(registry, clock), clock);
    }

    private double missed() {
        return registry.get("nightcall.ledger.missed").counter().count();
    }

    private static List<Alert> alerts(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Alert("id-" + i, "XYZ", "h", "", "", Severity.ERROR, State.FIRING,
                "", RunningDoor.NOW, RunningDoor.NOW, Map.of())).toList();
    }
}
