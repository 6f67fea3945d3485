package dev.nightcall.core;

import dev.nightcall.alert.Severity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an incident somebody was shown when they took it: on the telephone what it said, at a page what was on it.
 *
 * <p>Whoever files an alert reads the clock before it is written. So of what was filed shortly before somebody looked, only that
 * is known to have been seen which they remember.
 *
 * @param at    when it was looked at
 * @param too   what was filed so shortly before that others may not have been seen, and was: the identities of those alerts
 * @param worst how bad the worst was of what fired; null when that is not known
 * @param since from when on it is waited for more of what is no worse: when they took it, if that was later
 */
public record Shown(Instant at, Set<String> too, Severity worst, Instant since) {

    /** For this long what is filed may be on its way into the table. */
    public static final Duration DOUBT = Duration.ofSeconds(3);
    /** What takes longer to be filed than this gets another time then. */
    public static final Duration SOON = Duration.ofSeconds(1);
    /**
     * While people are called about an incident, it is noted so often at most that something joins it: that is a request for an
     * alert of a storm, and noting it less often costs one for a call that was dialled shortly after.
     */
    public static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** Rather than remember thousands, the rest of a storm that goes on is told once more. */
    static final int MOST = 100;

    public Shown {
        too = Set.copyOf(too);
    }

    /** Shown and taken at once. */
    public Shown(Instant at, Set<String> too, Severity worst) {
        this(at, too, worst, at);
    }

    /** Everything that was filed until then. */
    public static Shown allUntil(Instant at) {
        return new Shown(at.plus(DOUBT), Set.of(), null);
    }

    /** Everything that is filed in an incident. @param rows of it, read after that time */
    public static Shown of(List<AlertRow> rows, Instant at) {
        return new Shown(at, rows.stream().filter(row -> mayBeOnItsWay(row, at)).limit(MOST).map(Shown::name)
                .collect(Collectors.toSet()), rows.stream().filter(AlertRow::isFiring).map(row -> row.alert().severity())
                .max(Comparator.naturalOrder()).orElse(null));
    }

    /** The same when this one is the worst that fired. @param row null when nothing did */
    public Shown with(AlertRow row) {
        return new Shown(at, too, row == null ? null : row.alert().severity(), since);
    }

    /** The same for somebody who takes it at that time, and saw no more than this before. */
    public Shown takenAt(Instant time) {
        return new Shown(at, too, worst, time.isAfter(at) ? time : at);
    }

    /** This, or what was seen later. */
    public Shown orLater(Shown other) {
        return other != null && other.at().isAfter(at) ? other : this;
    }

    /** Whether it was filed so late that others of that time may not be seen yet. */
    public static boolean mayBeOnItsWay(AlertRow row, Instant at) {
        return row.spell().last().isAfter(at.minus(DOUBT));
    }

    /** Whether this is worse than all that was seen, or may be. */
    public boolean isBelow(Severity severity) {
        return worst == null || severity.isHigherThan(worst);
    }

    /** Whether something filed at that time, or shortly before, may not have been seen. */
    boolean mayLack(Instant filed) {
        return filed.isAfter(at.minus(DOUBT).minus(NOTED_EVERY));
    }

    boolean has(AlertRow row, Instant filed) {
        return !filed.isAfter(at.minus(DOUBT)) || !filed.isAfter(at) && too.contains(name(row));
    }

    private static String name(AlertRow row) {
        return row.alert().identity();
    }
}
