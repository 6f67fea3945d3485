package dev.nightcall.webhook;

import dev.nightcall.intake.Problem;
import dev.nightcall.intake.Problems;

/** How a kind of sender asks, and what it understands as an answer. */
interface Dialect {

    /** @throws RuntimeException when the request is refused; {@link #refuse} says it in this dialect */
    Arrival receive(Request request);

    /** Which HTTP error a failure is. */
    default Problem problem(Throwable failure) {
        return Problems.of(failure);
    }

    /** @param failure what {@link #problem} was made of */
    Answer refuse(Problem problem, Throwable failure);
}
