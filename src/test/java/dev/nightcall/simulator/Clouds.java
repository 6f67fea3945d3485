package dev.nightcall.simulator;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.sending.Later;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What all processes share, and what happened. */
final class Clouds {

    static final Instant EVENING = Instant.parse("2026-11-22T18:10:00Z");

    final Dice dice;
    final SettableClock clock = new SettableClock(EVENING);
    final MemoryTables tables;
    final Mail<Alert> alerts;
    final Mail<Later> later;
    final Mail<Nine> nines;
    private final List<String> history = new ArrayList<>();
    private int incidents;

    /** Somebody has pressed 9. */
    record Nine(String incident, String by, Instant until) {
    }

    Clouds(Scenario scenario, MemoryTables tables) {
        this.dice = new Dice(scenario);
        this.tables = tables;
        this.alerts = new Mail<>(dice);
        this.later = new Mail<>(dice);
        this.nines = new Mail<>(dice);
    }

    /** Of a new incident: the same in the same night. */
    String newId() {
        return "i" + ++incidents;
    }

    void note(String what) {
        history.add(clock.instant() + " " + what);
    }

    List<String> history() {
        return List.copyOf(history);
    }
}
