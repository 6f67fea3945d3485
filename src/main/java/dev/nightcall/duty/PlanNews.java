package dev.nightcall.duty;

import java.time.Instant;

/**
 * Something to be told to a channel of the plan in force.
 *
 * @param about     what it is about
 * @param recipient a Camel endpoint URI
 * @param problem   why it cannot be used; null when that is over
 * @param since     when it began
 * @param at        now
 */
public record PlanNews(Wrong about, String recipient, String problem, Instant since, Instant at) {

    public boolean isOver() {
        return problem == null;
    }
}
