package dev.nightcall.chaos;

import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param promise  which one
 * @param what     happened, with ids
 * @param timeline of the incident it is about, if it is about one
 */
record Violation(String promise, String what, List<String> timeline) {

    Violation(String promise, String what) {
        this(promise, what, List.of());
    }
}
