package dev.nightcall.intake;

import dev.nightcall.queue.Batches;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The alerts that wait for SQS, in the order in which they came. Nobody waits for a batch to fill: whoever sends takes what
 * is there, so that a quiet night has no delay and a storm full batches.
 */
final class Waiting {

    private final int most;
    private final long memory;
    private final Deque<Letter> letters = new ArrayDeque<>();
    /** Those that are being sent, too: they are in memory as well. */
    private int inside;
    private long bytes;
    private boolean closed;

    /**
     * @param most   how many alerts may be inside at a time
     * @param memory how many bytes they may take up
     */
    Waiting(int most, long memory) {
        this.most = most;
        this.memory = memory;
    }

    /**
     * All or none of them. When nothing else is inside any number is let in: its sender could never send fewer.
     *
     * @throws TooManyWaitingException when there is no room for them now
     */
    synchronized void add(List<Letter> more) {
        if (closed) {
            throw new RejectedExecutionException("Nightcall stops");
        }
        long weight = more.stream().mapToLong(Letter::weight).sum();
        if (inside > 0 && (inside + more.size() > most || bytes + weight > memory)) {
            throw new TooManyWaitingException(inside);
        }
        inside += more.size();
        bytes += weight;
        letters.addAll(more);
        notifyAll();
    }

    /** As many as go into one request, as soon as there is one. @return none when nothing will come any more */
    synchronized List<Letter> take() throws InterruptedException {
        while (letters.isEmpty()) {
            if (closed) {
                return List.of();
            }
            wait();
        }
        List<Letter> batch = new ArrayList<>(Batches.MOST);
        int size = 0;
        while (!letters.isEmpty() && batch.size() < Batches.MOST
                && (batch.isEmpty() || size + letters.peekFirst().bytes() <= Batches.MOST_BYTES)) {
            size += letters.peekFirst().bytes();
            batch.add(letters.removeFirst());
        }
        return batch;
    }

    /** SQS has not taken one: it is the next one. */
    synchronized void putBack(Letter letter) {
        if (letter.consignment().isOver()) {
            left(letter);
        } else {
            letters.addFirst(letter);
            notifyAll();
        }
    }

    /** One is no longer here. */
    synchronized void left(Letter letter) {
        inside--;
        bytes -= letter.weight();
    }

    /** Nobody waits for the rest of these any more: they are not sent. */
    synchronized void forget(Consignment consignment) {
        List<Letter> its = letters.stream().filter(letter -> letter.consignment() == consignment).toList();
        letters.removeIf(letter -> letter.consignment() == consignment);
        its.forEach(this::left);
    }

    /** Whoever still waits is told why in vain. */
    synchronized void failAll(Exception why) {
        letters.forEach(letter -> letter.consignment().fail(why));
        letters.forEach(this::left);
        letters.clear();
    }

    synchronized int inside() {
        return inside;
    }

    /** What is inside is still sent, and nothing else. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
