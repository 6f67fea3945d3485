package dev.nightcall.core;

import java.util.Optional;

/**
 * What follows a position.
 *
 * @param move   to the next one, when the wait is over or at once; empty while it rests, or when people are looked for elsewhere
 * @param nobody why nobody is waited for, in the words of the timeline; empty when somebody is
 */
public record Next(Optional<Move> move, Optional<String> nobody) {

    static final Next NOTHING = new Next(Optional.empty(), Optional.empty());
}
