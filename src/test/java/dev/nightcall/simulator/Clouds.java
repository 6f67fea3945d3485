package dev.nightcall.simulator;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.core.Meaning;
import dev.nightcall.sending.Later;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

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
    /** What somebody should have been told of something new, and was not. */
    final List<String> untold = new ArrayList<>();
    private BiConsumer<String, Instant> taken = (incident, at) -> { };
    private final Map<String, Integer> requests = new TreeMap<>();
    private int incidents;
    private int calls;

    /** Somebody has pressed 9. */
    record Nine(String incident, Meaning.Watches watches) {
    }

    /** In which a message that one handles may be shown to another at the same time. */
    Clouds(Dice dice, MemoryTables tables) {
        this(dice, tables, false);
    }

    /** @param hides whether what one handles is not shown to another meanwhile */
    Clouds(Dice dice, MemoryTables tables, boolean hides) {
        this.dice = dice;
        this.tables = tables;
        this.alerts = new Mail<>(dice, hides);
        this.later = new Mail<>(dice, hides);
        this.nines = new Mail<>(dice, hides);
    }

    /** @param watcher is told which incident somebody takes who has seen what is there, and when */
    void watchTaking(BiConsumer<String, Instant> watcher) {
        taken = watcher;
    }

    void takesWhatIsThere(String incident) {
        taken.accept(incident, clock.instant());
    }

    /** Of a new incident: the same in the same night. */
    String newId() {
        return "i" + ++incidents;
    }

    String newCallId() {
        return "c" + ++calls;
    }

    /** The time goes on to then, unless it is later already. DynamoDB may delete what has ended at once. */
    void moveTo(Instant time) {
        if (time.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), time));
            tables.expire(clock.instant());
        }
    }

    /** A request to AWS is about to be made. */
    void counts(String request) {
        requests.merge(request, 1, Integer::sum);
    }

    /** How many were made to DynamoDB and Connect since this was asked last, by operation. */
    Map<String, Integer> takeRequests() {
        Map<String, Integer> counted = new TreeMap<>(requests);
        requests.clear();
        return counted;
    }

    void note(String what) {
        history.add(clock.instant() + " " + what);
    }

    List<String> history() {
        return List.copyOf(history);
    }
}
