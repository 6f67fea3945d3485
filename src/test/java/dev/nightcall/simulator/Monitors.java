package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Sent;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Say what fires and what is over, one thing after the other; what they said last of each is true. Of the hosts that tell by mail
 * some words come minutes late, and some twice.
 */
final class Monitors {

    private static final List<String> SYSTEMS = List.of("shop", "bank");
    private static final List<String> HOSTS = List.of("a", "b");
    private static final String BY_MAIL = "b";
    private static final Duration LATEST = Duration.ofMinutes(5);

    private final Clouds clouds;
    private final Map<String, Alert> last = new LinkedHashMap<>();
    private final List<Alert> onTheirWay = new ArrayList<>();
    private int number;

    Monitors(Clouds clouds) {
        this.clouds = clouds;
    }

    void say() {
        clouds.clock.advance(Duration.ofMillis(1 + clouds.dice.below(3000)));
        deliver(mail -> clouds.dice.happensOnTheWay(3)
                || mail.sent().at().plus(LATEST).isBefore(clouds.clock.instant()));
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
        if (host.equals(BY_MAIL) && clouds.dice.hasMails()) {
            mail(alert.sentAs(new Sent("monitor", clouds.clock.instant(), "mail" + number)));
        } else {
            clouds.alerts.send(alert, clouds.clock.instant());
        }
    }

    private void mail(Alert mail) {
        if (clouds.dice.happensOnTheWay(4)) {
            onTheirWay.add(mail);
        } else {
            clouds.alerts.send(mail, clouds.clock.instant());
        }
        if (clouds.dice.happensOnTheWay(4)) {
            onTheirWay.add(mail);
        }
    }

    /** What is still on its way comes. */
    void deliver() {
        deliver(mail -> true);
    }

    private void deliver(Predicate<Alert> which) {
        List<Alert> arrived = onTheirWay.stream().filter(which).toList();
        onTheirWay.removeAll(arrived);
        for (Alert mail : arrived) {
            Alert late = new Alert("m" + ++number, mail.system(), mail.host(), "", "", mail.severity(), mail.state(), "", null,
                    clouds.clock.instant().plusNanos(number), Map.of(), mail.sent());
            clouds.note("there comes " + Worker.text(mail) + " as " + late.id());
            clouds.alerts.send(late, clouds.clock.instant());
        }
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
