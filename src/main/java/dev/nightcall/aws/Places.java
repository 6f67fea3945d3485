package dev.nightcall.aws;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many may wait at a queue at the same time: one while nothing comes, as every one of them is a request to SQS again and
 * again; one more whenever somebody found messages at once, as there may be more, up to as many as ask; one fewer whenever
 * somebody came back without. Whoever waited for what he found leaves his place to the next: that is enough for what comes one by
 * one.
 */
final class Places {

    private final Lock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private int places = 1;
    private int taken;
    private boolean ended;

    /**
     * Waits for a place.
     *
     * @param atMost what a receive would have waited
     * @return whether there was one in time; who got it has to {@link #leave}
     */
    boolean take(long atMost, TimeUnit unit) {
        lock.lock();
        try {
            long left = unit.toNanos(atMost);
            while (taken >= places && !ended) {
                if (left <= 0) {
                    return false;
                }
                left = free.awaitNanos(left);
            }
            if (!ended) {
                taken++;
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** How somebody came back. */
    enum Found { NOTHING, MESSAGES_AFTER_A_WHILE, MESSAGES_AT_ONCE }

    void leave(Found found) {
        lock.lock();
        try {
            taken--;
            // Never more than one beyond those that are used: a night of messages must not be an hour of waiting in vain.
            places = switch (found) {
                case NOTHING -> Math.max(1, places - 1);
                case MESSAGES_AFTER_A_WHILE -> places;
                case MESSAGES_AT_ONCE -> Math.min(places + 1, taken + 2);
            };
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
