package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Order;
import dev.nightcall.core.Suppression;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Files alerts under a suppression that holds them, and says what becomes of them when it ends. */
public final class Holding {

    private final Suppressions suppressions;
    private final AlertTable alerts;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;

    public Holding(Suppressions suppressions, AlertTable alerts, Timeline timeline, Transactions transactions, Clock clock) {
        this.suppressions = suppressions;
        this.alerts = alerts;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Files an alert under a suppression, unless it is over by now: whoever noted that tells what is held already, and does not
     * see what would be held later.
     *
     * @return the suppression as it is now; empty when it has ended meanwhile, or another one with its key is in force that does
     *         not hold this alert: who ended or replaced it may not have seen this alert
     */
    public Optional<Suppression> hold(Suppression suppression, Alert alert) {
        Optional<AlertRow> before = alerts.find(suppression.holder(), alert);
        Optional<Alert> over = alerts.lastOver(alert);
        boolean isNews = over.filter(recovery -> Order.isNewer(recovery, alert)).isEmpty()
                && before.filter(row -> !row.isOlderThan(alert)).isEmpty();
        if (isNews && !transactions.execute(alerts.file(suppression.holder(), alert, before.orElse(null)),
                alerts.stillLastOver(alert, over), held(suppression, alert))) {
            return hold(suppression, alert);
        }
        Optional<Suppression> now = suppressions.find(suppression.key());
        Optional<Suppression> inForce = now.filter(one -> one.holds(alert, clock.instant()));
        if (inForce.isEmpty() && (isNews || now.isEmpty())) {
            // What was held before is not known to who takes this one: whoever ends the suppression, and is not done, raises it.
            alerts.deleteIfUnchanged(suppression.holder(), alert);
        }
        return inForce;
    }

    /** Only a condition, for a transaction: nobody has begun to end it, or made it longer. */
    public Write stillInForce(Suppression suppression) {
        return suppressions.stillInForce(suppression);
    }

    private Write held(Suppression suppression, Alert alert) {
        return timeline.entry(suppression.holder(), alert.receivedAt(), Event.HELD, alert.identity(),
                "suppressed by " + suppression.by() + " " + suppression.untilAndHow(), alert.written().toString());
    }

    /** With this key, whether it is in force or not any more. */
    public Optional<Suppression> find(AlertKey key) {
        return suppressions.find(key);
    }

    /** The same, read with other things. */
    public Supplier<List<Suppression>> of(Alert alert, Reads reads) {
        return suppressions.of(alert, reads);
    }

    /**
     * Begins a suppression. By every repeat the later message that {@link #ending ends} it is to be sent, and what
     * {@link #release} says.
     *
     * @return the one with its key that is there now
     */
    public Suppression begin(Suppression suppression) {
        return suppressions.begin(suppression, clock.instant());
    }

    /**
     * The last word counts at once: what another one with its key has held, and this one would not, is raised now, and not only
     * when that was to end.
     *
     * @param inForce the one that is there now
     * @return the message that does so; nothing when there is nothing to raise
     */
    public List<Outgoing> release(Suppression inForce) {
        Instant now = clock.instant();
        boolean any = inForce.severity() != Severity.CRITICAL && inForce.isActive(now) && alerts.of(inForce.holder())
                .anyMatch(row -> row.isFiring() && inForce.releases(row.alert()));
        return any ? List.of(ending(inForce.key(), now)) : List.of();
    }

    /** What ends those of these keys that are to end at a time. */
    public List<Outgoing> endings(List<AlertKey> keys, Instant until) {
        return suppressions.find(keys).stream().filter(suppression -> suppression.until().equals(until)).map(Holding::ending)
                .toList();
    }

    /** Ends a suppression before its time. @return nothing when there is none */
    public List<Outgoing> endEarly(AlertKey key) {
        return suppressions.shorten(key, clock.instant()).map(shortened -> List.of(ending(shortened))).orElse(List.of());
    }

    /**
     * First half of the end: nothing new is held, and what still fires is raised again under its own id. Has another
     * suppression with the same key taken its place, then only what that one would not hold is raised, as {@link #release} asks
     * for at once.
     */
    public List<Outgoing> raise(Later later) {
        Suppression suppression = ending(later);
        Optional<Suppression> now = suppressions.find(suppression.key());
        boolean over = now.isEmpty() || isDue(now.get(), suppression) && suppressions.end(now.get());
        Predicate<AlertRow> left = over ? row -> true : releasedBy(suppression.key());
        return alerts.of(suppression.holder()).filter(AlertRow::isFiring).filter(left)
                .map(row -> raiseAgain(suppression, row.alert(),
                        over ? "suppression ended" : "too severe for the suppression that has replaced it")).toList();
    }

    /**
     * Second half, once the raised alerts are in their queue: the suppression goes, and what it held. Another one with the
     * same key may begin at any moment, as where maintenance windows touch, and hold again what was just raised. So of what
     * fires only what was raised goes, and only if nothing newer has been said of it. A repeat finds no suppression, and goes on.
     *
     * @param raised by the first half
     * @throws TryAgain when something was held while it was ended: a repeat raises that
     */
    public void forget(Later later, List<Outgoing> raised) {
        Suppression suppression = ending(later);
        Map<String, Alert> again = raised.stream().map(one -> ((Raised) one).alert())
                .collect(Collectors.toMap(Alert::identity, alert -> alert,
                        (one, other) -> Order.isNewer(other, one) ? other : one));
        List<AlertRow> held = alerts.of(suppression.holder()).toList();
        Optional<Suppression> now = suppressions.find(suppression.key());
        boolean over = now.isEmpty() || isDue(now.get(), suppression) && now.get().ended() && suppressions.delete(now.get());
        Predicate<AlertRow> wasRaised = row -> again.containsKey(row.alert().identity())
                && row.isOlderThan(again.get(row.alert().identity()));
        held.stream().filter(row -> row.isFiring() ? wasRaised.test(row) : over)
                .forEach(row -> alerts.deleteIfUnchanged(suppression.holder(), row.alert()));
        if (over && held.stream().anyMatch(row -> row.isFiring() && !wasRaised.test(row))) {
            throw new TryAgain("something was held by " + suppression.key() + " while it was ended", Duration.ofSeconds(1), null);
        }
    }

    /** Those that were to end before a time and are still there: their later messages may be lost. */
    public List<Suppression> dueBefore(Instant time) {
        return suppressions.all().stream().filter(suppression -> suppression.until().isBefore(time)).toList();
    }

    /** One that was ended early may have no message of its own: a crash may have come before it was sent. */
    private static boolean isDue(Suppression now, Suppression ending) {
        return !now.until().isAfter(ending.until());
    }

    private Predicate<AlertRow> releasedBy(AlertKey key) {
        Optional<Suppression> now = suppressions.find(key);
        return row -> now.isPresent() && now.get().releases(row.alert());
    }

    private Outgoing raiseAgain(Suppression suppression, Alert alert, String why) {
        timeline.add(suppression.holder(), suppression.until(), Event.RAISED_AGAIN, alert.identity(),
                why, alert.written().toString());
        // It is no news: what broke through since, or a recovery that is handled late, is newer.
        return Raised.again(alert, clock.instant());
    }

    /**
     * The writes by which what a suppression holds is told that it has recovered, once that is read; none when it holds
     * nothing of it that is older.
     */
    public Supplier<List<Write>> recovering(Suppression suppression, Alert recovery, Reads reads) {
        Supplier<Optional<AlertRow>> held = alerts.find(suppression.holder(), recovery, reads);
        return () -> held.get().filter(row -> row.isOlderThan(recovery)).map(row -> List.of(
                alerts.file(suppression.holder(), recovery, row), recovered(suppression, recovery))).orElse(List.of());
    }

    private Write recovered(Suppression suppression, Alert alert) {
        return timeline.entry(suppression.holder(), alert.receivedAt(), Event.RECOVERED, alert.identity(), "while held",
                alert.written().toString());
    }

    /** The later message that ends a suppression; for one that there is not, it does nothing. */
    public static Outgoing ending(Suppression suppression) {
        return ending(suppression.key(), suppression.until());
    }

    private static Outgoing ending(AlertKey key, Instant until) {
        return new Later(Task.END_SUPPRESSION, key.toString(), until.getEpochSecond(), until);
    }

    private static Suppression ending(Later later) {
        return new Suppression(AlertKey.stored(later.subject()),
                Instant.ofEpochSecond(later.number()), Severity.CRITICAL, "", "", true);
    }
}
