package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Sent;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
    private final Consumer<Alert> door;
    private final Supplier<Clock> clock;
    private final Duration apart;
    private final List<String> systems;
    private final Map<String, Alert> last = new LinkedHashMap<>();
    private final Map<String, Instant> said = new HashMap<>();
    private final List<Alert> onTheirWay = new ArrayList<>();
    private int number;

    Monitors(Clouds clouds) {
        this(clouds, SYSTEMS);
    }

    static Monitors ofOneSystem(Clouds clouds) {
        return new Monitors(clouds, SYSTEMS.subList(0, 1));
    }

    private Monitors(Clouds clouds, List<String> systems) {
        this(clouds, alert -> clouds.alerts.send(alert, clouds.clock.instant()), () -> clouds.clock, Duration.ZERO, systems);
    }

    /**
     * @param door  takes what is said
     * @param clock of whoever stands at the door
     * @param apart the least time between two words about the same thing, more than clocks differ: of less nobody knows the order
     */
    Monitors(Clouds clouds, Consumer<Alert> door, Supplier<Clock> clock, Duration apart) {
        this(clouds, door, clock, apart, SYSTEMS);
    }

    private Monitors(Clouds clouds, Consumer<Alert> door, Supplier<Clock> clock, Duration apart, List<String> systems) {
        this.clouds = clouds;
        this.door = door;
        this.clock = clock;
        this.apart = apart;
        this.systems = systems;
    }

    /** A moment later. */
    void say() {
        clouds.clock.advance(Duration.ofMillis(1 + clouds.dice.below(3000)));
        sayNow();
    }

    void sayNow() {
        deliver(mail -> clouds.dice.happensOnTheWay(3)
                || mail.sent().at().plus(LATEST).isBefore(clouds.clock.instant()));
        String system = clouds.dice.one(systems);
        String host = clouds.dice.one(HOSTS);
        Severity severity = clouds.dice.one(List.of(Severity.CRITICAL, Severity.ERROR, Severity.WARNING));
        boolean fires = !isFiring(system, host) || clouds.dice.oneIn(3);
        State state = fires ? State.FIRING : clouds.dice.oneIn(8) ? State.ACKNOWLEDGED : State.RESOLVED;
        say(new Alert("a" + ++number, system, host, "", "", severity, state, "", null, clock.get().instant(), Map.of()));
    }

    /** The worst of a system, which fires. */
    void sayThatItFires(String system) {
        say(new Alert("a" + ++number, system, HOSTS.get(0), "", "", Severity.CRITICAL, State.FIRING, "", null,
                clock.get().instant(), Map.of()));
    }

    private void say(Alert alert) {
        Instant now = clouds.clock.instant();
        if (said.getOrDefault(alert.identity(), Instant.MIN).plus(apart).isAfter(now)) {
            return;
        }
        said.put(alert.identity(), now);
        if (alert.state() != State.ACKNOWLEDGED) {
            last.put(alert.identity(), alert);
        }
        clouds.note("a monitor says " + Worker.text(alert));
        if (alert.host().equals(BY_MAIL) && clouds.dice.hasMails()) {
            mail(alert.sentAs(new Sent("monitor", clouds.clock.instant(), "mail" + number)));
        } else {
            door.accept(alert);
        }
    }

    private void mail(Alert mail) {
        if (clouds.dice.happensOnTheWay(4)) {
            onTheirWay.add(mail);
        } else {
            door.accept(mail);
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
                    clouds.clock.instant().plusNanos(number), Map.of()).sentAs(mail.sent());
            clouds.note("there comes " + Worker.text(mail) + " as " + late.id());
            door.accept(late);
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
