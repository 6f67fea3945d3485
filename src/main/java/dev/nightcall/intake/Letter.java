package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Batches.Post;

/**
 * One alert on its way to SQS.
 *
 * @param bytes what SQS counts of it
 * @param tries how often SQS did not take it
 */
record Letter(Alert alert, Post post, int bytes, Consignment consignment, int tries) {

    private static final int WEIGHT = 6;

    Letter(Alert alert, Post post, Consignment consignment) {
        this(alert, post, post.bytes(), consignment, 0);
    }

    /** Bytes that it takes up: the alert, its JSON, and that once more on its way. */
    long weight() {
        return WEIGHT * (long) bytes;
    }

    boolean isFiring() {
        return alert.isFiring();
    }

    Letter triedAgain() {
        return new Letter(alert, post, bytes, consignment, tries + 1);
    }
}
