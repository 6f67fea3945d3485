package dev.nightcall.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What happens by itself at its time: telephones are answered, records arrive, monitors speak. */
final class Agenda {

    private final PriorityQueue<Item> items = new PriorityQueue<>(Comparator.comparing(Item::at).thenComparing(Item::number));
    private long number;

    private record Item(Instant at, long number, Runnable what) {
    }

    void at(Instant at, Runnable what) {
        items.add(new Item(at, number++, what));
    }

    Optional<Instant> next() {
        return Optional.ofNullable(items.peek()).map(Item::at);
    }

    /** What is first. */
    void happen() {
        items.remove().what().run();
    }
}
