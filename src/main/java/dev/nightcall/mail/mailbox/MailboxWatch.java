package dev.nightcall.mail.mailbox;

import dev.nightcall.alert.Alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When people are told that a mailbox cannot be read, and when that it can. What another Nightcall or this one before its
 * start has told is not known, so the first poll that goes through says that the mailbox is read.
 */
final class MailboxWatch {

    private enum Told { UNKNOWN, UNREACHABLE, REACHABLE }

    private final MailboxAlerts alerts;
    private final Duration patience;
    private final Clock clock;
    private Told told = Told.UNKNOWN;
    private Instant since;

    /** @param patience after what time people are told */
    MailboxWatch(MailboxAlerts alerts, Duration patience, Clock clock) {
        this.alerts = alerts;
        this.patience = patience;
        this.clock = clock;
    }

    /** The mailbox was read. @return what is to be told; it is asked again until {@link #told} */
    Optional<Alert> reachable() {
        since = null;
        return told == Told.REACHABLE ? Optional.empty() : Optional.of(alerts.reachable());
    }

    /** The mailbox could not be read. @return what is to be told; it is asked again until {@link #told} */
    Optional<Alert> unreachable(String reason) {
        since = since == null ? clock.instant() : since;
        boolean late = !clock.instant().isBefore(since.plus(patience));
        return late && told != Told.UNREACHABLE ? Optional.of(alerts.unreachable(since, reason)) : Optional.empty();
    }

    /** The alert is in the queue. */
    void told(Alert alert) {
        told = alert.isFiring() ? Told.UNREACHABLE : Told.REACHABLE;
    }

    /** Another Nightcall reads it, and watches. */
    void leave() {
        told = Told.UNKNOWN;
        since = null;
    }
}
