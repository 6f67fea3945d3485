package dev.nightcall.oncall;

import java.time.Instant;
import java.util.Optional;

/** The times of a maintenance window. They begin with their first instant and end before their last one. */
interface Occurrences {

    /** When the occurrence ends that runs at a moment, the last one to end if there are several; empty when none runs. */
    Optional<Instant> end(Instant at);

    /** Whether none runs at this moment or will ever begin. */
    boolean isOver(Instant at);

    /** One only. */
    record Once(Instant from, Instant to) implements Occurrences {

        @Override
        public Optional<Instant> end(Instant at) {
            return !at.isBefore(from) && at.isBefore(to) ? Optional.of(to) : Optional.empty();
        }

        @Override
        public boolean isOver(Instant at) {
            return !at.isBefore(to);
        }
    }

    /** As long as a calendar lasts. */
    record InCalendar(Calendar calendar) implements Occurrences {

        @Override
        public Optional<Instant> end(Instant at) {
            return calendar.contains(at) ? Optional.of(calendar.nextChange(at)) : Optional.empty();
        }

        @Override
        public boolean isOver(Instant at) {
            return false;
        }
    }
}
