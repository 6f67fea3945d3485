package dev.nightcall.sending;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A message to ourselves that is due at a time.
 *
 * @param subject what it is about: the id of an incident or of a call, or the key of a suppression
 * @param number  the position to reach, or another number by which the task knows an old message from a current one
 * @param due     when to act; not before
 */
public record Later(Task task, String subject, long number, Instant due) implements Outgoing {

    public Later {
        requireNonNull(task, "task");
        requireNonNull(subject, "subject");
        requireNonNull(due, "due");
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.later(this);
    }
}
