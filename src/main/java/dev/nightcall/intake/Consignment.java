package dev.nightcall.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The alerts that one caller sends: it waits until SQS has taken them all, or one of them could not be sent. */
final class Consignment {

    private final AtomicInteger left;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Consignment(int alerts) {
        left = new AtomicInteger(alerts);
    }

    /** SQS has taken one of them. */
    void taken() {
        if (left.decrementAndGet() == 0) {
            end.complete(null);
        }
    }

    /** One could not be sent, and with it all: the caller repeats them. */
    void fail(Throwable why) {
        end.completeExceptionally(why);
    }

    /** Whether nobody waits for the rest any more. */
    boolean isOver() {
        return end.isDone();
    }

    /** Returns when all are taken. @throws RuntimeException why they are not */
    void await() {
        try {
            end.get();
        } catch (ExecutionException e) {
            // With the stack of who waited; what the sender threw is the cause, and says which error it is.
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
            throw new RejectedExecutionException("Nightcall stops", e);
        }
    }
}
