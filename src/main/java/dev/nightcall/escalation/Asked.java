package dev.nightcall.escalation;

import dev.nightcall.sending.Outgoing;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of asking for the lines of those who are to be phoned.
 *
 * @param outgoing what has their lines dialled
 * @param anew     whether somebody was asked who had not been asked before
 */
public record Asked(List<Outgoing> outgoing, boolean anew) {

    static final Asked NOBODY = new Asked(List.of(), false);

    /** Of both, in this order. */
    Asked and(Asked other) {
        return new Asked(Stream.concat(outgoing.stream(), other.outgoing.stream()).toList(), anew || other.anew);
    }
}
