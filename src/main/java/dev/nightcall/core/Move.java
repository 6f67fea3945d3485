package dev.nightcall.core;

import java.time.Instant;

/**
 * What moves an incident on, sooner or later: a message asks for it, or whoever finds that it did not come.
 *
 * @param number the position to reach, or from which the rounds start over, or the end of the suppression in epoch seconds: by it
 *               an old message is known from a current one
 * @param due    not before
 * @param what   in the words of the timeline, as {@code move to position 3}
 */
public record Move(Kind kind, long number, Instant due, String what) {

    /** What there is to ask for. */
    public enum Kind {
        /** The next position. */
        ESCALATE,
        /** That an acknowledgement ends. */
        END_LEASE,
        /** A look for what is new to whoever has it. */
        TELL_HOLDER,
        /** A look at what was suppressed. */
        COME_BACK
    }

    /** The same at that time. */
    public Move at(Instant other) {
        return new Move(kind, number, other, what);
    }

    static Move to(long position, Instant due) {
        return new Move(Kind.ESCALATE, position, due, "move to position " + position);
    }
}
