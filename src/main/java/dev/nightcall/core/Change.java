package dev.nightcall.core;

import dev.nightcall.oncall.OnCall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an alert changes in the incident in which it was filed, as that was read after it was: one thing after the other, each
 * decided about the incident as it is then, until nothing is left to change.
 */
public sealed interface Change {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T nothing(Nothing nothing);

        T looksAtRow(LooksAtRow looks);

        T notes(Notes notes);

        T tells(Tells tells);

        T worsens(Worsens worsens);

        T reopens(Reopens reopens);
    }

    /** @param plan that in force, by which a worse alert has a policy of its own */
    static Change of(Filed filed, Incident incident, OnCall plan, Instant now) {
        return switch (incident.status()) {
            case OPEN -> isNoted(incident, now) ? worsening(filed, incident, plan, now) : new Notes(now);
            case ACKNOWLEDGED -> telling(filed, incident, now).orElseGet(() -> worsening(filed, incident, plan, now));
            case SUPPRESSED -> reopening(filed, incident, plan, now);
            case RESOLVED -> new Nothing();
        };
    }

    /** Before anybody was called nobody has to be told later, and of a storm not every alert is noted. */
    private static boolean isNoted(Incident open, Instant now) {
        Instant joined = open.news().joined();
        return open.position() == 0 || joined != null && joined.isAfter(now.minus(Shown.NOTED_EVERY));
    }

    /** Whether it is new is asked of the incident and not of what was filed before: whoever filed that may have died then. */
    private static Optional<Change> telling(Filed filed, Incident taken, Instant now) {
        Instant soon = now.plus(taken.policy().groupWait());
        boolean mayWait = filed.before().isEmpty() && !taken.news().shown().isBelow(filed.alert().severity());
        if (taken.news().isDueBetween(now, mayWait ? SomethingNew.bundled(taken, soon) : soon)) {
            return Optional.empty();
        }
        if (!filed.looked()) {
            return Optional.of(new LooksAtRow());
        }
        // What is said again while it waits to be told is due when it was.
        return filed.row().flatMap(row -> SomethingNew.in(taken, List.of(row)).due())
                .filter(due -> !taken.news().isDueBetween(now, due) && !taken.news().isDue(due, filed.alert()))
                .map(Tells::new);
    }

    private static Change worsening(Filed filed, Incident incident, OnCall plan, Instant now) {
        if (!incident.isWorsenedBy(filed.alert())) {
            return new Nothing();
        }
        // What others have overtaken is not so bad any more.
        return !filed.looked() ? new LooksAtRow() : filed.isLatest()
                ? new Worsens(incident.worsened(filed.alert(), plan.policyFor(filed.alert(), now), now)) : new Nothing();
    }

    private static Change reopening(Filed filed, Incident suppressed, OnCall plan, Instant now) {
        return !filed.looked() ? new LooksAtRow() : filed.isLatest() && filed.row().get().isFiring()
                ? new Reopens(suppressed.reopenedFor(filed.alert(), plan.policyFor(filed.alert(), now), now)) : new Nothing();
    }

    /** It is as it should be. */
    record Nothing() implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.nothing(this);
        }
    }

    /** What is filed of it by now has to be known. */
    record LooksAtRow() implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.looksAtRow(this);
        }
    }

    /**
     * A call may be under way that does not tell of it: by this, whoever takes the incident in that call knows that there may be
     * more.
     */
    record Notes(Instant at) implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.notes(this);
        }
    }

    /** Somebody has the incident, and is to be told of what is new in it. @param due when that is looked at */
    record Tells(Instant due) implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.tells(this);
        }
    }

    /**
     * It is worse than all before it and may have a policy of its own, or is bad enough to end the rest of an escalation that
     * phones nobody. While somebody has the incident the escalation stays where it is.
     *
     * @param incident as it is to be
     */
    record Worsens(Incident incident) implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.worsens(this);
        }
    }

    /** No suppression holds it, and so its suppressed incident is open again. @param incident as it is to be */
    record Reopens(Incident incident) implements Change {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.reopens(this);
        }
    }
}
