package dev.nightcall.sending;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;

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

    /** That an incident moves on. */
    public static Later of(Incident incident, Move move, Instant due) {
        Task task = switch (move.kind()) {
            case ESCALATE -> Task.ESCALATE;
            case END_LEASE -> Task.END_LEASE;
            case TELL_HOLDER -> Task.TELL_HOLDER;
            case COME_BACK -> Task.LOOK_AT_SUPPRESSED;
        };
        return new Later(task, incident.id(), move.number(), due);
    }

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
