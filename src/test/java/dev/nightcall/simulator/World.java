package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Telling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything outside of the processes: queues, the stream of contact records, telephones, and the time, which goes on to
 * whatever comes next. Who sleeps between two requests lets it go on without itself.
 */
final class World {

    final Clouds clouds;
    final Agenda agenda = new Agenda();
    final Queue<Alert> alerts;
    final Queue<Later> later;
    final Queue<Dial> calls;
    final Queue<byte[]> stream;
    final Connect connect;
    private final List<Replica> replicas = new ArrayList<>();
    private final Set<Telling> told = new LinkedHashSet<>();

    World(Dice dice, MemoryTables tables) {
        clouds = new Clouds(dice, tables);
        alerts = new Queue<>("alert", dice);
        later = new Queue<>("later", dice);
        calls = new Queue<>("dial", dice);
        stream = new Queue<>("record", dice);
        connect = new Connect(clouds, agenda, new ContactRecords(clouds, agenda, stream));
    }

    void add(Replica replica) {
        replicas.add(replica);
    }

    List<Replica> replicas() {
        return replicas;
    }

    /** A channel is told; that it is told once more shows nothing new. */
    void told(Telling telling) {
        told.add(telling);
    }

    Set<Telling> told() {
        return told;
    }

    /** All that is due until then, one thing at a time; of what is due at once anything may be first. */
    void runUntil(Instant end) {
        while (true) {
            Instant now = clouds.clock.instant();
            Optional<Instant> next = next();
            if (next.isEmpty() || next.get().isAfter(end)) {
                clouds.moveTo(end);
                return;
            }
            clouds.moveTo(next.get());
            if (agenda.next().filter(at -> !at.isAfter(clouds.clock.instant())).isPresent()) {
                agenda.happen();
            } else {
                handle();
            }
        }
    }

    private Optional<Instant> next() {
        Stream<Optional<Instant>> queues = isAnybodyThere()
                ? Stream.of(alerts.next(), later.next(), calls.next(), stream.next()) : Stream.empty();
        return Stream.concat(Stream.of(agenda.next()), queues).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private boolean isAnybodyThere() {
        return replicas.stream().anyMatch(Replica::isReceiving);
    }

    private void handle() {
        Replica replica = clouds.dice.one(replicas.stream().filter(Replica::isReceiving).toList());
        Instant now = clouds.clock.instant();
        List<Runnable> due = new ArrayList<>();
        add(due, alerts, now, replica::takeAlerts);
        add(due, later, now, replica::handleLater);
        add(due, calls, now, replica::handleDial);
        add(due, stream, now, replica::handleRecord);
        clouds.dice.one(due).run();
    }

    private static void add(List<Runnable> due, Queue<?> queue, Instant now, Runnable handling) {
        if (queue.next().filter(at -> !at.isAfter(now)).isPresent()) {
            due.add(handling);
        }
    }
}
