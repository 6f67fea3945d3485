package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The latest that was said about one thing, under the incident or suppression that holds it.
 *
 * @param alert the latest statement
 * @param count how many statements there were
 * @param moved     true when a suppression or another incident has taken it from its incident
 * @param elsewhere true when it was another incident
 * @param related   true when it is the consequence of what the incident is about
 * @param spell     since when and how often it has fired here
 * @param key       under which it is filed: its identity, or what was written where an older version filed it
 */
public record AlertRow(Alert alert, Instant firstSeen, Instant lastSeen, long count, boolean moved, boolean elsewhere,
                       boolean related, Spell spell, String key) {

    /** Of several that are as bad, the one first that has fired longest. */
    public static final Comparator<AlertRow> WORST_FIRST =
            Comparator.comparing((AlertRow row) -> row.alert().severity()).reversed().thenComparing(AlertRow::firstSeen);

    /** One that is filed under its alert's identity. */
    public AlertRow(Alert alert, Instant firstSeen, Instant lastSeen, long count, boolean moved, boolean elsewhere,
                    boolean related, Spell spell) {
        this(alert, firstSeen, lastSeen, count, moved, elsewhere, related, spell, alert.identity());
    }

    /** Whether it fires and people are called about it here. */
    public boolean isFiring() {
        return firesHere() && !related;
    }

    /** Whether it fires and people are called here about its cause. */
    public boolean isFiringAsRelated() {
        return firesHere() && related;
    }

    /** Whether it fires, and nobody is called about it here because a suppression has taken it. */
    public boolean isHeld() {
        return alert.isFiring() && moved && !elsewhere && !related;
    }

    /** Whether somebody has taken at the monitor all of those that fire. @param rows of one incident */
    public static boolean areTaken(Stream<AlertRow> rows) {
        return rows.filter(AlertRow::isFiring).allMatch(row -> row.alert().state() == State.ACKNOWLEDGED);
    }

    /** Whether what is said is news: newer than what is filed. */
    public boolean isOlderThan(Alert said) {
        return Order.isNewer(said, alert);
    }

    /** Whether what is said has been overtaken by what is filed. */
    public boolean isNewerThan(Alert said) {
        return Order.isNewer(alert, said);
    }

    /** Whether it fires and nothing else has taken it. */
    public boolean firesHere() {
        return alert.isFiring() && !moved;
    }
}
