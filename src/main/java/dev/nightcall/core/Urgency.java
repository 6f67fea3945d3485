package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a request to Amazon Connect, other than a dial, has to be made now. Those that have to go before the others. */
public enum Urgency {

    /** It may take the last token, and waits a little for one. What was denied three times comes again by the queue. */
    NOW(0, 3),
    /** It leaves two tokens: phones that began to ring at once end to at once, and the first two need not wait. */
    LATER(2, 1);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final int kept;
    private final int tries;

    Urgency(int kept, int tries) {
        this.kept = kept;
        this.tries = tries;
    }

    /** How long until it may take a token. @param full when the bucket is full again; null when it always was */
    public Duration until(Bucket bucket, Instant full, Instant now) {
        return bucket.until(full, now, kept);
    }

    /** How long it waits in its thread when it was denied. @param tried how often it was; @return empty when it gives up */
    public Optional<Duration> pause(Duration wait, int tried) {
        return tried >= tries ? Optional.empty() : Optional.of(wait.compareTo(SHORT) > 0 ? SHORT : wait);
    }
}
