package dev.nightcall.mail.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The growing pause of a mailbox while its server, SQS or DynamoDB cannot be reached: twice as long each time. */
final class MailboxPause {

    private final Duration first;
    private final Duration longest;
    private final Clock clock;
    private Instant until = Instant.MIN;
    private int failures;
    private boolean failed;

    MailboxPause(Duration first, Duration longest, Clock clock) {
        this.first = first;
        this.longest = longest;
        this.clock = clock;
    }

    /** A poll begins. @return false when it is not yet time for one */
    boolean begin() {
        failed = false;
        return !clock.instant().isBefore(until);
    }

    /** Whether this poll has failed, so that what is left of it can wait. */
    boolean isFailed() {
        return failed;
    }

    /** This poll cannot go on. */
    void fail() {
        if (!failed) {
            failed = true;
            Duration pause = first.multipliedBy(1L << Math.min(failures++, 20));
            until = clock.instant().plus(pause.compareTo(longest) < 0 ? pause : longest);
        }
    }

    /** A poll has come to its end. @return whether nothing failed in it */
    boolean end() {
        if (!failed) {
            failures = 0;
        }
        return !failed;
    }
}
