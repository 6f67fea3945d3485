package dev.nightcall.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that goes from event to event. Those of the same moment come in the order in which they were set. */
final class YearTime {

    private record Event(long at, long number, Runnable what) {
    }

    private static final long NANOS = 1_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long number;

    /** Milliseconds since the year began. */
    long now() {
        return now;
    }

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    void at(long time, Runnable what) {
        events.add(new Event(Math.max(now, time), number++, what));
    }

    void after(Duration pause, Runnable what) {
        at(now + (pause.toNanos() + NANOS - 1) / NANOS, what);
    }

    /** Until nothing is left to do, but not beyond the end. */
    void run(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.poll();
            now = next.at();
            next.what().run();
        }
    }
}
