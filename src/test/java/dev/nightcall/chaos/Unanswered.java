package dev.nightcall.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The time at the end of a run in which all telephones ring and nobody answers.
 *
 * @param from        when what had gone wrong before no longer matters
 * @param to          when they were answered again
 * @param open        the times in which each incident was open for certain, by its id
 * @param longestLook how long a look at the open ones took at most, as it shows how slow the machine was
 */
record Unanswered(Instant from, Instant to, Map<String, List<Standing.Span>> open, Duration longestLook) {

    /** What was asked before it began is unknown for as long, and a line may wait for that. */
    static final Duration BEFORE = Duration.ofSeconds(17);
}
