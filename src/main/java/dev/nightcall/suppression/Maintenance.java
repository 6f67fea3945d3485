package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.State;
import dev.nightcall.core.Suppression;
import dev.nightcall.oncall.MaintenanceWindow;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.MaintenanceTaken;
import dev.nightcall.sending.Outgoing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Maintenance windows are suppressions that begin by themselves. Whoever notices first begins one: an alert that comes, or
 * the clock. The suppression's row says whether its end has been announced, so that neither a crash forgets the message
 * that ends it, nor each alert of a storm sends another.
 */
public final class Maintenance {

    private final Supplier<OnCall> onCall;
    private final Suppressions suppressions;
    private final Holding holding;
    private final Clock clock;

    public Maintenance(Supplier<OnCall> onCall, Suppressions suppressions, Holding holding, Clock clock) {
        this.onCall = onCall;
        this.suppressions = suppressions;
        this.holding = holding;
        this.clock = clock;
    }

    /** The same for several. */
    public List<Outgoing> begin(List<Alert> alerts) {
        return alerts.stream().flatMap(alert -> begin(alert).stream()).distinct().toList();
    }

    /** Begins the suppressions that windows want for a firing alert. @return what has to be sent before it is done with */
    public List<Outgoing> begin(Alert alert) {
        List<AlertKey> keys = alert.state() == State.FIRING ? alert.suppressedBy() : List.of();
        return begin(window -> keys.contains(window.key())).flatMap(begun -> announce(begun).stream()).toList();
    }

    /** Begins the suppressions of all windows that run now. @return all that windows have begun, and are not over and gone */
    public List<Begun> begin() {
        if (onCall.get().maintenance().isEmpty()) {
            return List.of();
        }
        begin(window -> true).toList();
        return suppressions.allBegun().stream().filter(begun -> !begun.suppression().ended()).toList();
    }

    /** What ends a suppression, and then the note that this has been sent. */
    public List<Outgoing> announce(Suppression suppression) {
        return List.of(Holding.ending(suppression), new MaintenanceAnnounced(suppression));
    }

    /** The message that ends it has been sent. */
    public void note(MaintenanceAnnounced announced) {
        suppressions.note(announced.suppression(), Begun.ANNOUNCED, clock.instant());
    }

    /** What it covers has been taken from the open incidents. */
    public void note(MaintenanceTaken taken) {
        suppressions.note(taken.suppression(), Begun.TAKEN, clock.instant());
    }

    /** Ends a suppression before its time, and no window that runs now begins it again. @return nothing when there is none */
    public List<Outgoing> endEarly(AlertKey key) {
        Instant now = clock.instant();
        if (windows(key).anyMatch(window -> window.end(now).isPresent())) {
            suppressions.noteEarlyEnd(key, now);
        }
        return holding.endEarly(key);
    }

    /** @return whose end has to be announced */
    private Stream<Suppression> begin(Predicate<MaintenanceWindow> which) {
        Instant now = clock.instant();
        return onCall.get().maintenance().stream().filter(which).map(MaintenanceWindow::key).distinct()
                .flatMap(key -> begin(key, now).stream());
    }

    private Optional<Suppression> begin(AlertKey key, Instant now) {
        Optional<Suppression> wanted = wanted(key, now, window -> true);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<Begun> found = suppressions.begun(key);
        if (found.map(Begun::suppression).filter(there -> there.isActive(now) && there.standsAgainst(wanted.get(), now))
                .isPresent()) {
            return found.filter(begun -> begun.isOurs() && !begun.announced()).map(Begun::suppression);
        }
        Optional<Instant> ended = suppressions.earlyEnd(key);
        Optional<Suppression> left = ended.isEmpty() ? wanted
                : wanted(key, now, window -> !window.end(ended.get()).equals(window.end(now)));
        left.ifPresent(suppression -> suppressions.begin(suppression, now));
        return left;
    }

    private Optional<Suppression> wanted(AlertKey key, Instant now, Predicate<MaintenanceWindow> which) {
        return Suppression.of(windows(key).filter(which), now, furthest(now));
    }

    private Stream<MaintenanceWindow> windows(AlertKey key) {
        return onCall.get().maintenance().stream().filter(window -> window.key().equals(key));
    }

    /** A window that lasts for months, or has no end, is made longer at the first of each month. */
    private static Instant furthest(Instant now) {
        ZonedDateTime month = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        return month.plusMonths(2).toInstant();
    }
}
