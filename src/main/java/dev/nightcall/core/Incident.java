package dev.nightcall.core;

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
 * @param passedOn          who has said in this step that somebody else shall take it
 * @param reopened          the position at which a suppressed one was last opened again; 0 if it never was
 * @param acknowledgedBy    who has it; null unless acknowledged, or resolved after that
 * @param acknowledgedUntil when the acknowledgement ends; null as above
 * @param suppressedBy      who wants nobody to be called about it; null unless suppressed
 * @param suppressedUntil   when the first of the suppressions ends that hold its alerts; null unless suppressed
 * @param resolvedBy        {@link #MONITOR}, {@link #TAKEN_OVER}, or who; null until resolved
 */
public record Incident(String id, String group, Status status, long position, Policy policy, long base, Severity severity,
                       String startedOverFor, long resting, String relatedSince, Instant openedAt, String openedBy,
                       Instant movedAt, long acted, Set<String> asked, Set<String> ended, Set<String> passedOn,
                       long reopened, String acknowledgedBy, Instant acknowledgedUntil, String suppressedBy,
                       Instant suppressedUntil, String resolvedBy, Instant resolvedAt) {

    /** Who resolved it, when no alert was left. */
    public static final String MONITOR = "monitor";
    /** Who resolved it, when the incidents of their causes stand for all of its alerts. */
    public static final String TAKEN_OVER = "nightcall";

    /** One that has just been opened by an alert. */
    public static Incident opened(String id, String group, Policy policy, Severity severity, String alert, Instant now) {
        return new Incident(id, group, Status.OPEN, 0, policy, 0, severity, null, 0, null, now, alert, now, 0, Set.of(),
                Set.of(), Set.of(), 0, null, null, null, null, null, null);
    }

    /** The same at another position, as it is written. */
    public Incident moved(Position to, Instant at) {
        return new Incident(id, group, status, to.number(), policy, base, severity, startedOverFor, 0, relatedSince, openedAt,
                openedBy, at, acted, Set.of(), Set.of(), to.attempt() > 1 ? passedOn : Set.of(), reopened,
                acknowledgedBy, acknowledgedUntil, suppressedBy, suppressedUntil, resolvedBy, resolvedAt);
    }

    /** The same when everything is done where it stands, as it is written. */
    public Incident done() {
        return here(position, asked, ended, passedOn);
    }

    /** The same when an engineer's line was asked for, as it is written. */
    public Incident asking(String engineer) {
        return here(acted, with(asked, engineer), ended, passedOn);
    }

    /** The same when a call where it stands has ended without success, as it is written. */
    public Incident callEnded(String engineer, boolean isPassedOn) {
        return here(acted, asked, with(ended, engineer), isPassedOn ? with(passedOn, engineer) : passedOn);
    }

    private Incident here(long actedAt, Set<String> askedHere, Set<String> endedHere, Set<String> passedOnHere) {
        return new Incident(id, group, status, position, policy, base, severity, startedOverFor, resting, relatedSince, openedAt,
                openedBy, movedAt, actedAt, askedHere, endedHere, passedOnHere, reopened, acknowledgedBy, acknowledgedUntil,
                suppressedBy, suppressedUntil, resolvedBy, resolvedAt);
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return Set.copyOf(more);
    }

    /** The same when somebody has it, as it is written. */
    public Incident taken(String by, Instant until) {
        return new Incident(id, group, Status.ACKNOWLEDGED, position, policy, base, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, movedAt, acted, asked, ended, passedOn, reopened, by, until, null, null, null,
                null);
    }

    /** The same when that is over, just before the position from which the rounds start over, as it is written. */
    public Incident startedOver(long start, Instant at) {
        return new Incident(id, group, Status.OPEN, start - 1, policy, start - 1, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, at, acted, Set.of(), Set.of(), Set.of(), reopened, null, null, null, null,
                null, null);
    }

    /** The same when it is over, as it is written. */
    public Incident resolved(String by, Instant at) {
        return new Incident(id, group, Status.RESOLVED, position, policy, base, severity, startedOverFor, resting,
                relatedSince, openedAt, openedBy, movedAt, acted, asked, ended, passedOn, reopened, acknowledgedBy,
                acknowledgedUntil, null, null, by, at);
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    public boolean isSuppressed() {
        return status == Status.SUPPRESSED;
    }

    public boolean isResolved() {
        return status == Status.RESOLVED;
    }

    /** Whether what is filed here fires here. While it is suppressed, it stands for none of its consequences. */
    public boolean firesHere(AlertRow row) {
        return !isResolved() && row.firesHere() && !(row.related() && isSuppressed());
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

    /** Whether it was too late when somebody wanted it: another one has it, or it was over, and not by what they did. */
    public boolean isGoneFor(String engineer, Instant at) {
        // Contact records have whole seconds.
        boolean overLater = isResolved() && resolvedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(at);
        return !isOpen() && !overLater && !engineer.equals(acknowledgedBy) && !engineer.equals(resolvedBy)
                && !engineer.equals(suppressedBy);
    }

    /** Whether the incidents of their causes stand for all of its alerts. */
    public boolean isTakenOver() {
        return isResolved() && TAKEN_OVER.equals(resolvedBy);
    }

    /** Whether nobody has said that it is over, but nothing was left in it: what fires in it all the same joined meanwhile. */
    public boolean isOverByItself() {
        return isTakenOver() || isResolved() && MONITOR.equals(resolvedBy);
    }

    /** What there is to do at a position. */
    public Position at(long number) {
        return Position.of(policy, number - base).after(base);
    }

    /** The position at which the rounds start over after the one where it stands. */
    public long startAfter() {
        return base + Position.startAfter(policy, position - base);
    }

}
