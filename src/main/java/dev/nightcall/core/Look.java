package dev.nightcall.core;

import java.time.Instant;

/**
 * A look at a call. What it is, is in the message that asks for it, as a number, so that no death forgets it.
 *
 * @param failures how often Connect could not be asked though no call is as long as this one seems to be
 * @param due      not before
 */
public record Look(Kind kind, int failures, Instant due) {

    /** A number is that of its kind, and this for each failure. */
    private static final int FAILURE = 16;

    /** What a look is for. */
    public enum Kind {
        /** The look schedules the next one, and may have to end the ringing. */
        GO_ON,
        /** One look out of turn. */
        ONCE,
        /** The look schedules the next one; it rings no more, so that nothing is lost when it comes a little later. */
        TO_THE_END,
        /** The contact of a call that was decided without it is stopped, and looked at until it has ended. */
        STOPPING,
        /** The end was seen, but no digit: what is seen now counts. */
        END_WAS_SEEN
    }

    public Look(Kind kind, Instant due) {
        this(kind, 0, due);
    }

    /** @param number in a message; of one that is not known, as a newer Nightcall may send, the usual one */
    public static Look of(long number, Instant due) {
        Kind[] kinds = Kind.values();
        int kind = (int) (number % FAILURE);
        boolean isKnown = number >= 0 && kind < kinds.length;
        return isKnown ? new Look(kinds[kind], (int) (number / FAILURE), due) : new Look(Kind.GO_ON, due);
    }

    public long number() {
        return kind.ordinal() + (long) FAILURE * failures;
    }

    /** The same look later. */
    public Look at(Instant later) {
        return new Look(kind, failures, later);
    }

    /** The same look later, as Connect could not be asked. */
    public Look failed(Instant later) {
        return new Look(kind, failures + 1, later);
    }
}
