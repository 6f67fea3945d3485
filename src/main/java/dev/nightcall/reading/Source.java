package dev.nightcall.reading;

import dev.nightcall.memory.Share;

import java.util.List;

/**
 * A monitor, and the forms of its messages.
 *
 * @param name     told as the pattern that knew a message
 * @param door     {@code mail}, {@code trap}, or the path segment of its webhook
 * @param order    among the sources of a door the lower one is asked first
 * @param patterns of which the first that matches counts
 */
record Source(String name, String door, int order, List<Pattern> patterns) {

    /** What a message of its own door says; empty when it is none of its forms. */
    List<Draft> read(Message message, Share share) {
        return Pattern.firstOf(patterns, message, share);
    }

    /** What a message of another door says: only forms that tell themselves from others are tried. */
    List<Draft> recognise(Message message, Share share) {
        return Pattern.firstOf(patterns.stream().filter(Pattern::isSpecific).toList(), message, share);
    }
}
