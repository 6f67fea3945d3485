package dev.nightcall.intake;

import dev.nightcall.queue.Batches;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The alerts that wait for SQS. What fires never waits behind what is over, however much that is: it goes first, and half of the
 * room is kept for it. Which of two statements is the newer one is not said by that order, but by when they were received. Nobody
 * waits for a batch to fill: whoever sends takes what is there, so that a quiet night has no delay and a storm full batches.
 */
final class Waiting {

    private final int most;
    private final long memory;
    private final Deque<Letter> firing = new ArrayDeque<>();
    private final Deque<Letter> others = new ArrayDeque<>();
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
     * All or none of them; where none of them fires, into half of the room. When nothing else is inside any number is let in: its
     * sender could never send fewer.
     *
     * @throws TooManyWaitingException when there is no room for them now
     */
    synchronized void add(List<Letter> more) {
        if (closed) {
            throw new RejectedExecutionException("Nightcall stops");
        }
        long weight = more.stream().mapToLong(Letter::weight).sum();
        int share = more.stream().anyMatch(Letter::isFiring) ? 1 : 2;
        if (inside > 0 && (inside + more.size() > most / share || bytes + weight > memory / share)) {
            throw new TooManyWaitingException(inside);
        }
        inside += more.size();
        bytes += weight;
        more.forEach(letter -> lane(letter).addLast(letter));
        notifyAll();
    }

    /**
     * As many of one kind as go into one request, as soon as there is one.
     *
     * @param onlyFiring whether to leave what is over to others
     * @return none when nothing will come any more
     */
    synchronized List<Letter> take(boolean onlyFiring) throws InterruptedException {
        while (firing.isEmpty() && (onlyFiring || others.isEmpty())) {
            if (closed) {
                return List.of();
            }
            wait();
        }
        Deque<Letter> letters = firing.isEmpty() ? others : firing;
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
            lane(letter).addFirst(letter);
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
        removeIf(letter -> letter.consignment() == consignment);
    }

    /** Whoever still waits is told why in vain. */
    synchronized void failAll(Exception why) {
        removeIf(letter -> true).forEach(letter -> letter.consignment().fail(why));
    }

    private List<Letter> removeIf(Predicate<Letter> which) {
        List<Letter> removed = Stream.of(firing, others).flatMap(Deque::stream).filter(which).toList();
        Stream.of(firing, others).forEach(lane -> lane.removeIf(which));
        removed.forEach(this::left);
        return removed;
    }

    private Deque<Letter> lane(Letter letter) {
        return letter.isFiring() ? firing : others;
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
