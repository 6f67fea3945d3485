package dev.nightcall.local.connect.flow;

import java.time.Duration;

/**
 * A request for keys. The first key interrupts what is being said.
 *
 * @param firstKeyLimit  how long to wait for the first key, after the text has been said
 * @param nextKeyLimit   how long to wait for each further key
 * @param longest        how many keys end the input
 * @param stored         true when digits are collected until {@code #}; false when the first key is the answer,
 *                       whichever it is
 * @param starCancels    true when {@code *} takes back what was keyed before it
 */
public record Question(String text, Duration firstKeyLimit, Duration nextKeyLimit, int longest, boolean stored,
                       boolean starCancels) {
}
