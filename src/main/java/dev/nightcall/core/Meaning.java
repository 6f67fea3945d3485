package dev.nightcall.core;

import java.time.Instant;

/** What the outcome of a call means for the incidents it was about. */
public sealed interface Meaning {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T takes(Takes takes);

        T watches(Watches watches);

        T leaves(Leaves leaves);
    }

    /** The engineer takes them: {@link Course#take} says what that comes to. @param at when they said so */
    record Takes(String engineer, Instant at) implements Meaning {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.takes(this);
        }
    }

    /** They are to be watched, and nobody called about them until a time. @param at when the engineer said so */
    record Watches(String engineer, Instant at, Instant until) implements Meaning {

        /** What another has by then, or has closed, is left to them. */
        public boolean isOf(Incident incident) {
            return !incident.isGoneFor(engineer, at) || incident.isSuppressed() || incident.isOverByItself();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.watches(this);
        }
    }

    /** Nobody has been found for them by it: {@link Course#left} says what that moves. @param passedOn whether by their wish */
    record Leaves(String engineer, boolean passedOn) implements Meaning {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.leaves(this);
        }
    }
}
