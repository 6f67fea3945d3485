package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.Policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/**
 * What people are called about.
 *
 * @param position          how far the escalation has come, see {@link Position}; only ever grows
 * @param policy            the copy it opened with, or that of the worse alert for which it started over
 * @param base              the position from which on those of this policy are counted
 * @param severity          of its worst alert so far
 * @param startedOverFor    id of the alert for which it started over last; null if it never did
 * @param resting           the position at which nobody is phoned because no alert is bad enough, and which is not left
 *                          until one is; 0 if there is none
 * @param relatedSince      id of the first alert that joined as related; null if none did
 * @param openedBy          id of the alert that opened it
 * @param movedAt           when the position was reached
 * @param acted             the last position at which everything was done: recipients told, next position scheduled
 * @param asked             the engineers whose line was asked for at this position
 * @param ended             those of them whose call has ended without success
 * @param passedOn          who has said that somebody else shall take it, of whatever step
 * @param reopened          by what number it was last opened again after it was suppressed or over: the position where it stood
 *                          then, unless somebody had it still; 0 if it never was
 * @param acknowledgedBy    who has it; null unless acknowledged, or resolved after that, though it may be known only later
 * @param acknowledgedUntil when the acknowledgement ends; null as above
 * @param suppressedBy      who wants nobody to be called about it; null unless suppressed
 * @param suppressedUntil   when the first of the suppressions ends that hold its alerts; null unless suppressed
 * @param news              what its holder knows of it
 * @param resolvedBy        {@link #MONITOR}, {@link #TAKEN_OVER}, or who; null until resolved
 */
public record Incident(String id, String group, Status status, long position, Policy policy, long base, Severity severity,
                       String startedOverFor, long resting, String relatedSince, Instant openedAt, String openedBy,
                       Instant movedAt, long acted, Set<String> asked, Set<String> ended, Set<PassedOn> passedOn,
                       long reopened, String acknowledgedBy, Instant acknowledgedUntil, String suppressedBy,
                       Instant suppressedUntil, News news, String resolvedBy, Instant resolvedAt) {

    /** Who resolved it, when no alert was left. */
    public static final String MONITOR = "monitor";
    /** Who resolved it, when the incidents of their causes stand for all of its alerts. */
    public static final String TAKEN_OVER = "nightcall";

    /** One that has just been opened by an alert. */
    public static Incident opened(String id, String group, Policy policy, Severity severity, String alert, Instant now) {
        return new Incident(id, group, Status.OPEN, 0, policy, 0, severity, null, 0, null, now, alert, now, 0, Set.of(),
                Set.of(), Set.of(), 0, null, null, null, null, News.NONE, null, null);
    }

    /**
     * One that is over or suppressed, open again for an alert that fires: as bad as that is, and with its policy. Who had it has
     * it as long as they said; if nobody has, its escalation goes on where it was, unless that was with another policy, is gone
     * through, or has ended when it was suppressed.
     *
     * @param own the policy of the alert
     */
    public Incident reopenedFor(Alert alert, Policy own, Instant now) {
        boolean had = acknowledgedBy != null;
        boolean has = had && acknowledgedUntil.isAfter(now);
        boolean other = isOther(own);
        boolean startsOver = isSuppressed() || other || had || at(position).isFallback(policy);
        // The next one may still be asked for by the message of the step before.
        long next = startsOver ? beyond() : Math.max(position, reopened) + 2;
        if (has) {
            return new Incident(id, group, Status.ACKNOWLEDGED, position, other ? own : policy, other ? startAfter() - 1 : base,
                    alert.severity(), alert.id(), 0, relatedSince, openedAt, openedBy, now, acted, asked, ended, passedOn,
                    next, acknowledgedBy, acknowledgedUntil, null, null, news.over(), null, null);
        }
        // Whoever was asked last is asked again, but not who has passed it on in this step.
        long from = startsOver ? next : base + next - position + (position > base ? 1 : 0);
        boolean inAStep = !startsOver && (position > base || asksHolder(position));
        return new Incident(id, group, Status.OPEN, next, startsOver ? own : policy, from, alert.severity(), alert.id(), 0,
                relatedSince, openedAt, openedBy, now, acted, Set.of(), Set.of(),
                inAStep ? PassedOn.here(this, next) : Set.of(), next, null, null, null, null,
                news.reopened(alert, !startsOver && asksHolder(position), now), null, null);
    }

    /** Whether an alert that fires in it makes it worse, or ends its rest. */
    public boolean isWorsenedBy(Alert alert) {
        boolean worse = alert.severity().isHigherThan(severity);
        return switch (status) {
            case OPEN -> !alert.id().equals(startedOverFor) && (worse || Course.wakes(this, alert.severity()));
            case ACKNOWLEDGED -> worse;
            case SUPPRESSED, RESOLVED -> false;
        };
    }

    /**
     * The same when an alert has made it worse or ends its rest. A worse one of another policy brings that: its steps begin with
     * the first one, now, or when the time is over for which somebody has it. With the same policy the copy stays that it has, as
     * its position is counted by that.
     *
     * @param own the policy of the alert
     */
    public Incident worsened(Alert alert, Policy own, Instant now) {
        boolean worse = alert.severity().isHigherThan(severity);
        boolean other = worse && isOther(own);
        boolean begins = isOpen() && (other || Course.wakes(this, alert.severity()));
        long from = begins ? position : other ? startAfter() - 1 : base;
        return new Incident(id, group, status, position, other ? own : policy, from, worse ? alert.severity() : severity,
                begins ? alert.id() : startedOverFor, begins ? 0 : resting, relatedSince, openedAt, openedBy,
                begins ? now : movedAt, acted, asked, ended, passedOn, reopened, acknowledgedBy, acknowledgedUntil, suppressedBy,
                suppressedUntil, begins ? news.over() : news, resolvedBy, resolvedAt);
    }

    private boolean isOther(Policy own) {
        return !own.name().equals(policy.name());
    }

    /** The same at another position, as it is written. */
    public Incident moved(Position to, Instant at) {
        return new Incident(id, group, status, to.number(), policy, base, severity, startedOverFor, 0, relatedSince, openedAt,
                openedBy, at, acted, Set.of(), Set.of(), passedOn, reopened, acknowledgedBy, acknowledgedUntil, suppressedBy,
                suppressedUntil, to.round() > 1 || to.isFallback(policy) ? news.over() : news.asked(), resolvedBy, resolvedAt);
    }

    /** Whether an engineer wants somebody else to take it in the step where it stands. */
    public boolean hasPassedOn(String engineer) {
        return PassedOn.is(this, engineer, position);
    }

    /** Whether every call where it stands is over, as somebody else shall take it or without success. */
    boolean hasEveryCallEnded() {
        return asked.stream().allMatch(engineer -> ended.contains(engineer) || hasPassedOn(engineer));
    }

    /** The same when everything is done where it stands, as it is written. */
    public Incident done() {
        return here(position, asked, ended, passedOn);
    }

    /** The same when an engineer's line was asked for, as it is written. */
    public Incident asking(String engineer) {
        return here(acted, with(asked, engineer), ended, passedOn);
    }

    /** The same when a call that was asked for at a position has ended without success, as it is written. */
    public Incident callEnded(String engineer, long at, boolean isPassedOn) {
        return here(acted, asked, at == position ? with(ended, engineer) : ended,
                isPassedOn ? with(passedOn, new PassedOn(engineer, at)) : passedOn);
    }

    private Incident here(long actedAt, Set<String> askedHere, Set<String> endedHere, Set<PassedOn> allPassedOn) {
        return new Incident(id, group, status, position, policy, base, severity, startedOverFor, resting, relatedSince, openedAt,
                openedBy, movedAt, actedAt, askedHere, endedHere, allPassedOn, reopened, acknowledgedBy, acknowledgedUntil,
                suppressedBy, suppressedUntil, news, resolvedBy, resolvedAt);
    }

    private static <T> Set<T> with(Set<T> some, T one) {
        Set<T> more = new HashSet<>(some);
        more.add(one);
        return Set.copyOf(more);
    }

    /** The same when somebody has it, or has it for longer, as it is written. @param seen what they know of it */
    public Incident taken(String by, Instant until, Shown seen) {
        // Who has it has seen no less than before, and a look that is due for something new stays so.
        Shown known = by.equals(acknowledgedBy) ? seen.orLater(news.shown()) : seen;
        return new Incident(id, group, Status.ACKNOWLEDGED, position, policy, base, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, movedAt, acted, asked, ended, passedOn, reopened, by, until, null, null,
                news.taken(known, !isOpen()), null, null);
    }

    /** The same when that is over, just before the position from which the rounds start over, as it is written. */
    public Incident startedOver(long start, Instant at) {
        return new Incident(id, group, Status.OPEN, start - 1, policy, start - 1, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, at, acted, Set.of(), Set.of(), Set.of(), reopened, null, null, null, null,
                news.over(), null, null);
    }

    /** The same when it is over, as it is written. */
    public Incident resolved(String by, Instant at) {
        return new Incident(id, group, Status.RESOLVED, position, policy, base, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, movedAt, acted, asked, ended, passedOn, reopened, acknowledgedBy,
                acknowledgedUntil, null, null, news, by, at);
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    /** Whether nobody has been asked since it was opened, opened again or started over. */
    public boolean standsWhereItBegan() {
        return position == base || position == reopened;
    }

    public boolean isSuppressed() {
        return status == Status.SUPPRESSED;
    }

    public boolean isResolved() {
        return status == Status.RESOLVED;
    }

    /** Whether it stands for its consequences: they phone nobody. While it is over or suppressed they fire for themselves. */
    public boolean standsForOthers() {
        return !isResolved() && !isSuppressed();
    }

    /** Whether what is filed here fires here. */
    public boolean firesHere(AlertRow row) {
        return row.firesHere() && (row.related() ? standsForOthers() : !isResolved());
    }

    /**
     * What of it is certain to be known to somebody who wants it, and does not say as of when they have seen it. Whoever has
     * it, or takes it from them, knows no more by that than what was shown before. Otherwise it is what has opened it or was
     * shown to whoever had it last; and for somebody who is called about it, what was there when they were asked for.
     */
    public Shown knownTo(String by, Instant at) {
        if (status == Status.ACKNOWLEDGED && news.shown() != null) {
            return news.shown();
        }
        boolean called = isOpen() && asked.contains(by) && (asksHolder() || !standsWhereItBegan());
        return new Shown(called ? movedAt : openedAt, Set.of(), null).orLater(news.shown()).takenAt(at);
    }

    /** Whether nobody but this engineer can have been asked: it is at its first step, and has not begun anew since. */
    public boolean hasAskedOnly(String engineer) {
        return position <= 1 && startedOverFor == null && Set.of(engineer).containsAll(asked);
    }

    /** Why nobody has to take it; null while it is open. */
    public String whyTaken() {
        return switch (status) {
            case OPEN -> null;
            case ACKNOWLEDGED -> "acknowledged by " + acknowledgedBy;
            case SUPPRESSED -> "suppressed by " + suppressedBy;
            case RESOLVED -> "resolved by " + resolvedBy;
        };
    }

    /** Whether it is over, but was not yet then. Contact records have whole seconds. */
    boolean wasThere(Instant at) {
        return isResolved() && resolvedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(at);
    }

    /** Whether it was too late when somebody wanted it: another one has it, or it was over, and not by what they did. */
    public boolean isGoneFor(String engineer, Instant at) {
        return !isOpen() && !wasThere(at) && !engineer.equals(acknowledgedBy) && !engineer.equals(resolvedBy)
                && !engineer.equals(suppressedBy);
    }

    /** Whether the incidents of their causes stand for all of its alerts. */
    public boolean isTakenOver() {
        return isResolved() && TAKEN_OVER.equals(resolvedBy);
    }

    /** Whether it is over since every alert has recovered. */
    public boolean isOverByMonitor() {
        return isResolved() && MONITOR.equals(resolvedBy);
    }

    /** Whether nobody has said that it is over, but nothing was left in it: what fires in it all the same joined meanwhile. */
    public boolean isOverByItself() {
        return isTakenOver() || isOverByMonitor();
    }

    /** Whether whoever had it until something new was to be told is asked where it stands, before anybody else is. */
    public boolean asksHolder() {
        return isOpen() && asksHolder(position);
    }

    /** Whether an engineer has been asked as the one who had it, in this round. */
    boolean hasAskedFirst(String engineer) {
        return position > base && engineer.equals(news.holder());
    }

    /** Whether whoever was to be asked about something new has it as before, as nothing of that was left. */
    public boolean isKept() {
        return status == Status.ACKNOWLEDGED && news.until() != null;
    }

    boolean asksHolder(long number) {
        return number == base && news.holder() != null;
    }

    /** What there is to do at a position. */
    public Position at(long number) {
        return (asksHolder(number) ? Position.ofHolder(policy) : Position.of(policy, number - base)).after(base);
    }

    /**
     * A position at which it never stood, and beyond all that a message may still ask for: what was said of one before must not
     * be taken for what is said of this one.
     */
    public long beyond() {
        return Math.max(startAfter(), reopened + 1);
    }

    /** The position at which the rounds start over after the one where it stands. */
    public long startAfter() {
        return base + Position.startAfter(policy, position - base);
    }
}
