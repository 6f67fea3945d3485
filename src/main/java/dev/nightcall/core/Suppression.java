package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.MaintenanceWindow;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * "Watch it, do not call."
 *
 * @param key      what is watched; host and service may be wildcards
 * @param until    when it ends; whole seconds
 * @param severity an alert of a higher severity breaks through
 * @param by       who asked for it
 * @param reason   why
 * @param how      by what way it was asked for, as a timeline says it; empty where {@code by} says that
 * @param ended    set when it is being ended, so that nothing new is held by it
 * @param asked    when somebody asked for it; null: by its beginning, or not known
 */
public record Suppression(AlertKey key, Instant until, Severity severity, String by, String reason, String how,
                          boolean ended, Instant asked) {

    /** Who has asked for those that maintenance windows begin. */
    public static final String MAINTENANCE = "maintenance";

    /** One that nobody asked for by a way of which more is to be said. */
    public Suppression(AlertKey key, Instant until, Severity severity, String by, String reason, boolean ended) {
        this(key, until, severity, by, reason, "", ended, null);
    }

    /** What an engineer wants by telephone. It may be told late, and again. */
    public static Suppression byTelephone(AlertKey key, Severity severity, Meaning.Watches watches) {
        return new Suppression(key, watches.until(), severity, watches.engineer(), "by telephone", "", false, watches.at());
    }

    /** The same as it begins: unless that was said before, it is asked for now. A maintenance window is asked for by nobody. */
    public Suppression begun(Instant now) {
        return asked != null || isOfWindow() ? this : new Suppression(key, until, severity, by, reason, how, ended, now);
    }

    /**
     * What maintenance windows begin that have the same key, if one of them runs: as only one can be in force, of those that do
     * the one that holds most, and then the one that ends last.
     *
     * @param latest when it ends at the latest
     */
    public static Optional<Suppression> of(Stream<MaintenanceWindow> windows, Instant now, Instant latest) {
        return windows.flatMap(window -> window.end(now).stream().map(end -> new Suppression(window.key(),
                        end.isBefore(latest) ? end : latest, window.severity(), MAINTENANCE, window.reason(), false)))
                .max(Comparator.comparing(Suppression::severity).thenComparing(Suppression::until));
    }

    /** What the alerts it holds are filed under, and its own timeline. */
    public String holder() {
        return "suppression/" + key;
    }

    /** Until when, and how it was asked for: why nobody is called, on the timeline of what it takes. */
    public String untilAndHow() {
        return "until " + until + (how.isEmpty() ? "" : ", " + how);
    }

    public boolean isActive(Instant now) {
        return !ended && until.isAfter(now);
    }

    /** Whether it keeps this alert from calling anybody now. */
    public boolean holds(Alert alert, Instant now) {
        return isActive(now) && !alert.severity().isHigherThan(severity) && alert.suppressedBy().contains(key);
    }

    /**
     * Whether it stays as it is when another one is wanted with the same key, of which only one can be in force. What somebody
     * says last counts, unless this one holds as much for as long anyhow. What was said before this one, and is told only now or
     * again, changes what it would have changed in its time. A maintenance window is no word of somebody, and leaves theirs until
     * it ends, if that lasts longer or holds more.
     */
    public boolean standsAgainst(Suppression wanted, Instant now) {
        boolean asLong = !until.isBefore(wanted.until);
        if (!isActive(now)) {
            return asLong;
        }
        if (!wanted.isActive(now)) {
            return true;
        }
        if (wanted.isOlderThan(this)) {
            return !wanted.standsAgainst(this, now);
        }
        return wanted.isOfWindow() && !isOfWindow() ? asLong || severity.isHigherThan(wanted.severity)
                : asLong && !wanted.severity.isHigherThan(severity);
    }

    private boolean isOlderThan(Suppression other) {
        return asked != null && other.asked != null && asked.isBefore(other.asked);
    }

    private boolean isOfWindow() {
        return MAINTENANCE.equals(by);
    }

    /** Whether what another one with its key has held is too severe for this one. */
    public boolean releases(Alert held) {
        return held.severity().isHigherThan(severity);
    }

    /** Of several that hold an alert, the one that does so longest. */
    public static Optional<Suppression> longest(Stream<Suppression> holding) {
        return holding.max(Comparator.comparing(Suppression::until));
    }
}
