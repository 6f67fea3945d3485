package dev.nightcall.channel;

import dev.nightcall.queue.TryAgain;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tries to tell, each within its time and in a thread of its own. A channel that hangs or is slow holds neither all
 * consumers of the queue, so that other channels are told meanwhile, nor ever more threads.
 */
final class Tries {

    /** Of the threads of tries whose time was over, for each recipient. They end when whatever hangs lets go. */
    private static final int MOST_HANGING = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private enum State { RUNNING, ENDED, GIVEN_UP }

    private final ExecutorService threads;
    private final Duration limit;
    private final int atOnce;
    private final Map<String, AtomicInteger> telling = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> hanging = new ConcurrentHashMap<>();

    /** @param atOnce how many notices one recipient is told at the same time */
    Tries(ExecutorService threads, Duration limit, int atOnce) {
        this.threads = threads;
        this.limit = limit;
        this.atOnce = atOnce;
    }

    /** @throws TryAgain when a recipient has enough to do; otherwise {@link #leave} has to follow */
    void enter(String recipient) {
        if (count(telling, recipient).incrementAndGet() > atOnce) {
            leave(recipient);
            throw new TryAgain(Masked.recipient(recipient) + " is being told of something else", LONGEST_PAUSE, null);
        }
    }

    void leave(String recipient) {
        count(telling, recipient).decrementAndGet();
    }

    /** @throws Exception what the try has thrown, or that it took too long */
    void run(String recipient, Callable<Void> attempt) throws Exception {
        AtomicInteger hung = count(hanging, recipient);
        if (hung.get() >= MOST_HANGING) {
            throw new TimeoutException(hung.get() + " earlier tries still hang");
        }
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        Future<Void> future = threads.submit(() -> {
            try {
                return attempt.call();
            } finally {
                if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
                    hung.decrementAndGet();
                }
            }
        });
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception exception ? exception : e;
        } catch (TimeoutException e) {
            giveUp(future, state, hung);
            throw new TimeoutException("not done within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            giveUp(future, state, hung);
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private static void giveUp(Future<Void> future, AtomicReference<State> state, AtomicInteger hung) {
        hung.incrementAndGet();
        if (!state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
            hung.decrementAndGet();
        }
        future.cancel(true);
    }

    private static AtomicInteger count(Map<String, AtomicInteger> counts, String recipient) {
        return counts.computeIfAbsent(recipient, created -> new AtomicInteger());
    }
}
