package dev.nightcall.chaos;

import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param promise  which one
 * @param what     happened, with ids
 * @param history  of the incidents and calls it is about
 */
record Violation(String promise, String what, List<String> history) {

    Violation(String promise, String what) {
        this(promise, what, List.of());
    }
}
