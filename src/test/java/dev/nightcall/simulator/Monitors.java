package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Say what fires and what is over, one thing after the other; what they said last of each is true. */
final class Monitors {

    private static final List<String> SYSTEMS = List.of("shop", "bank");
    private static final List<String> HOSTS = List.of("a", "b");

    private final Clouds clouds;
    private final Map<String, Alert> last = new LinkedHashMap<>();
    private int number;

    Monitors(Clouds clouds) {
        this.clouds = clouds;
    }

    void say() {
        clouds.clock.advance(Duration.ofMillis(1 + clouds.dice.below(3000)));
        String system = clouds.dice.one(SYSTEMS);
        String host = clouds.dice.one(HOSTS);
        Severity severity = clouds.dice.one(List.of(Severity.CRITICAL, Severity.ERROR, Severity.WARNING));
        boolean fires = !isFiring(system, host) || clouds.dice.oneIn(3);
        State state = fires ? State.FIRING : clouds.dice.oneIn(8) ? State.ACKNOWLEDGED : State.RESOLVED;
        Alert alert = new Alert("a" + ++number, system, host, "", "", severity, state, "", null, clouds.clock.instant(), Map.of());
        if (state != State.ACKNOWLEDGED) {
            last.put(alert.identity(), alert);
        }
        clouds.note("a monitor says " + Worker.text(alert));
        clouds.alerts.send(alert, clouds.clock.instant());
    }

    private boolean isFiring(String system, String host) {
        return last.values().stream().anyMatch(alert -> alert.system().equals(system) && alert.host().equals(host)
                && alert.state() == State.FIRING);
    }

    /** The last word about each thing. */
    List<Alert> last() {
        return List.copyOf(last.values());
    }

    static List<String> systems() {
        return SYSTEMS;
    }

    static List<String> hosts() {
        return HOSTS;
    }
}
