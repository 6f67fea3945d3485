package dev.nightcall.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightcall.alert.AlertRefusedException;
import dev.nightcall.memory.MemoryFullException;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Which exception is which HTTP error. The caller never sees a stack trace, a class name or the text of a stranger. */
public final class Problems {

    private static final int DEEPEST_CAUSE = 16;

    private Problems() {
    }

    /** @param failure or one of its causes decides; Camel wraps what happens inside a split */
    public static Problem of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++, cause = cause.getCause()) {
            Optional<Problem> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return Problem.of(500, null);
    }

    private static Optional<Problem> known(Throwable failure) {
        if (failure instanceof AlertRefusedException refused) {
            return Optional.of(Problem.of(400, refused.getMessage(), refused.field()));
        }
        if (failure instanceof BadRequestException bad) {
            return Optional.of(Problem.of(400, bad.getMessage(), bad.field()));
        }
        if (failure instanceof UnprocessableException unprocessable) {
            return Optional.of(Problem.of(422, unprocessable.getMessage(), unprocessable.field()));
        }
        if (failure instanceof NotAllowedException notAllowed) {
            return Optional.of(Problem.of(notAllowed.status(), notAllowed.getMessage()));
        }
        if (failure instanceof BodyException body) {
            return Optional.of(Problem.of(body.status(), body.getMessage()));
        }
        if (failure instanceof MemoryFullException full) {
            return Optional.of(Problem.of(full.isForGood() ? 413 : 429, full.getMessage()));
        }
        if (failure instanceof NoSuchThingException) {
            return Optional.of(Problem.of(404, failure.getMessage()));
        }
        if (failure instanceof ConflictException) {
            return Optional.of(Problem.of(409, failure.getMessage()));
        }
        if (failure instanceof TooManyWaitingException) {
            return Optional.of(Problem.of(429, failure.getMessage()));
        }
        if (isOutage(failure)) {
            return Optional.of(Problem.of(503, "cannot be taken now; nothing is lost when it is sent again"));
        }
        return Optional.empty();
    }

    /** JSON that cannot be written is an IOException too, but repeating will not help. */
    private static boolean isOutage(Throwable failure) {
        return failure instanceof SdkException || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException
                || failure instanceof IOException && !(failure instanceof JsonProcessingException);
    }
}
