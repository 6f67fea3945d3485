package dev.nightcall.local.connect;

import dev.nightcall.local.connect.flow.Question;

import java.util.Optional;

/**
 * The keys pressed at one request for input.
 *
 * <p>Stored input ends with {@code #} or when it is full, and {@code *} takes back what was keyed before it ("Flow
 * block: Store customer input", administrator guide). A menu takes the first key, whichever it is.
 */
final class KeyInput {

    private static final char END = '#';
    private static final char CANCEL = '*';

    private final Question question;
    private final StringBuilder keys = new StringBuilder();

    KeyInput(Question question) {
        this.question = question;
    }

    /** @return true when the input is complete */
    boolean press(char key) {
        if (question.stored() && key == END) {
            return true;
        }
        if (question.stored() && key == CANCEL && question.starCancels()) {
            keys.setLength(0);
            return false;
        }
        keys.append(key);
        return keys.length() >= question.longest();
    }

    /** Empty when no key counts. */
    Optional<String> keyed() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.toString());
    }
}
