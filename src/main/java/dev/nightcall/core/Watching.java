package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is done about a call until it is settled: when it is looked at, how long it may ring, when its end is believed and when
 * nobody waits for word of it any more. Decides for a moment, reads nothing and writes nothing.
 *
 * <p>Whether any incident of a call is still open costs requests to know; it is asked only where it matters.
 */
public final class Watching {

    /** From ending a contact to the look that sees its end. */
    private static final Duration AFTER_STOPPING = Duration.ofSeconds(1);
    /** A rush in which Connect cannot be asked is over by then; the escalation must not wait much longer. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 5;
    private static final String WATCH = "call watch";

    private final CallTimes times;
    private final Instant now;

    public Watching(CallTimes times, Instant now) {
        this.times = times;
        this.now = now;
    }

    /**
     * A look is due: what to do before, or instead of, asking Connect.
     *
     * @param isAnyLeft whether anything of the call is still open
     */
    public Watch due(Call call, Look.Kind kind, BooleanSupplier isAnyLeft) {
        if (call.isToBeStopped() && (kind == Look.Kind.STOPPING || kind == Look.Kind.END_WAS_SEEN)) {
            return new Watch.Looks(Urgency.NOW);
        }
        if (kind == Look.Kind.STOPPING) {
            return new Watch.Nothing("its contact has ended");
        }
        return switch (call.stage()) {
            case TO_BE_DIALLED -> undialled(call, kind, isAnyLeft);
            case ASKED -> unanswered(call, kind);
            case UNDER_WAY -> underWay(call, kind, isAnyLeft);
            case DECIDED -> new Watch.Settles(Finding.repeat(call));
            case SETTLED -> new Watch.Nothing("it is settled");
        };
    }

    /** It was taken back, perhaps by a process that had slept while its message was handled here: then nobody would dial it. */
    private Watch undialled(Call call, Look.Kind kind, BooleanSupplier isAnyLeft) {
        if (!isAnyLeft.getAsBoolean()) {
            // A held one would take a try from those whose calls are needed.
            return new Watch.Settles(Finding.withdrawn(call.id(), now, WATCH));
        }
        return kind == Look.Kind.ONCE ? new Watch.Nothing("it is dialled by its own message") : new Watch.Dials(call.engineer());
    }

    /** Perhaps the contact record tells; if not, nobody ever will. */
    private Watch unanswered(Call call, Look.Kind kind) {
        Instant due = givenUpAt(call);
        if (!due.isAfter(now)) {
            return new Watch.Settles(Finding.without(call.id(), Outcome.UNKNOWN, "Connect's answer was lost", now, WATCH));
        }
        return kind == Look.Kind.ONCE ? new Watch.Nothing("its own looks go on") : new Watch.Waits(new Look(kind, due));
    }

    /** When a call that Connect was asked for counts as unknown, unless its contact is known by then. */
    public Instant givenUpAt(Call call) {
        return (call.askedConnect() == null ? now : call.askedConnect()).plus(times.unknownAfter());
    }

    private Watch underWay(Call call, Look.Kind kind, BooleanSupplier isAnyLeft) {
        boolean mayRing = kind == Look.Kind.GO_ON || kind == Look.Kind.ONCE;
        boolean urgent = mayRing && mustEnd(call, isAnyLeft);
        return kind == Look.Kind.ONCE && !urgent ? new Watch.Nothing("it may go on")
                : new Watch.Looks(urgent ? Urgency.NOW : Urgency.LATER);
    }

    private boolean mustEnd(Call call, BooleanSupplier isAnyLeft) {
        return !ringEnd(call).isAfter(now) || !isAnyLeft.getAsBoolean();
    }

    private Instant ringEnd(Call call) {
        return call.startedAt().plus(call.ringLimit() == null ? times.ringLimit() : call.ringLimit());
    }

    /** Connect has told of the contact. */
    public Sight seen(Call call, Look.Kind kind, Contact contact, BooleanSupplier isAnyLeft) {
        if (contact.endedAt() != null) {
            return ended(call, kind, contact, isAnyLeft);
        }
        if (call.isToBeStopped()) {
            return new Sight.Stops(contact.id(), after(Look.Kind.STOPPING, AFTER_STOPPING));
        }
        // A look out of turn stays one; the others need not hurry any more once it rings no longer.
        Look.Kind rest = kind == Look.Kind.ONCE ? kind : Look.Kind.TO_THE_END;
        if (contact.isAnswered()) {
            return goesOn(!contact.isToldGone() && !isAnyLeft.getAsBoolean(), after(rest, times.interval()));
        }
        return mustEnd(call, isAnyLeft) ? new Sight.Stops(contact.id(), after(rest, AFTER_STOPPING))
                : goesOn(false, again(call, new Look(kind, now)));
    }

    /**
     * A look may show the end of a contact before what was set in it. So of one that was or may have been answered, and shows no
     * digit, the end is believed only at a second look.
     */
    private Sight ended(Call call, Look.Kind kind, Contact contact, BooleanSupplier isAnyLeft) {
        boolean withdrawn = contact.connectedAt() == null && !isAnyLeft.getAsBoolean();
        Finding finding = contact.end(call.id(), WATCH, withdrawn ? Outcome.WITHDRAWN : null);
        return kind != Look.Kind.END_WAS_SEEN && finding.mayLackDigit()
                ? goesOn(false, after(Look.Kind.END_WAS_SEEN, times.secondLook())) : new Sight.Ends(finding);
    }

    /**
     * Connect could not be asked, for want of quota or a connection, about a call that is {@link #isGivenUp}. That may be the
     * first look after everybody slept, in the rush of all that wake, and a key may have been pressed: only when looks go on
     * failing nobody will ever tell.
     */
    public Sight failed(Call call, Look look) {
        return look.failures() < MOST_FAILURES
                ? new Sight.GoesOn(false, Optional.of(look.failed(now.plus(AFTER_FAILURE)))) : untold(call);
    }

    /** Connect knows no such contact. A line must not stay taken because of that; a contact record still may tell. */
    public Sight unseen(Call call, Look.Kind kind) {
        return isGivenUp(call) ? untold(call) : goesOn(false, after(kind, times.interval()));
    }

    private Sight untold(Call call) {
        return new Sight.Ends(Finding.untold(call.id(), call.contactId(), now, WATCH));
    }

    /** That what was seen is still so. */
    public Belief belief() {
        return new Belief(now, times.fresh());
    }

    /** No call is that long. */
    public boolean isGivenUp(Call call) {
        return !call.startedAt().plus(times.longestCall()).isAfter(now);
    }

    /** The same look once more: when the usual time has passed, but not after the end of the ringing. */
    public Look again(Call call, Look look) {
        if (call.isToBeStopped()) {
            return look.at(now.plus(AFTER_STOPPING));
        }
        Instant usual = now.plus(times.interval());
        Instant ringEnd = ringEnd(call);
        return look.at(ringEnd.isAfter(now) && ringEnd.isBefore(usual) ? ringEnd : usual);
    }

    private Look after(Look.Kind kind, Duration pause) {
        return new Look(kind, now.plus(pause));
    }

    /** A look out of turn has none after it: the call's own looks go on. */
    private static Sight goesOn(boolean tellsGone, Look next) {
        return new Sight.GoesOn(tellsGone, Optional.of(next).filter(look -> look.kind() != Look.Kind.ONCE));
    }
}
