package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;

/** What becomes of an incident when a position is asked for. */
public sealed interface Reach {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T moves(Moves moves);

        T again(Again again);

        T held(Held held);

        T nothing(Nothing nothing);
    }

    /** It moves there. @param reason why it is they who are told, in the words of the timeline */
    record Moves(Position to, Instant at, Addressees who, String reason) implements Reach {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.moves(this);
        }
    }

    /** It is there, but whoever moved it there may not have done everything. */
    record Again(Position at, Addressees who) implements Reach {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.again(this);
        }
    }

    /**
     * It stays where it is, though this is due, because nobody can be phoned.
     *
     * @param next  where it would go
     * @param pause until it is asked for again, at the longest
     * @param tells whether the channels there are told all the same: they work
     */
    record Held(Hold hold, Position next, Addressees who, Duration pause, boolean tells) implements Reach {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.held(this);
        }
    }

    /** It is past that, not yet there, or nobody has to be found for it. */
    record Nothing(String reason) implements Reach {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.nothing(this);
        }
    }
}
