package dev.nightcall.core;

/** What is done when a look at a call is due, by what is known of the call. */
public sealed interface Watch {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T nothing(Nothing nothing);

        T looks(Looks looks);

        T waits(Waits waits);

        T dials(Dials dials);

        T settles(Settles settles);
    }

    /** It is over, or others look at it. */
    record Nothing(String reason) implements Watch {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.nothing(this);
        }
    }

    /**
     * Connect is asked for the contact, if its quota has room: {@link Watching#again}.
     *
     * @param urgency a look that may have to end a call goes before those that only may find something out
     */
    record Looks(Urgency urgency) implements Watch {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.looks(this);
        }
    }

    /** Nothing is to be done until the next look. */
    record Waits(Look next) implements Watch {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.waits(this);
        }
    }

    /** Nothing was dialled, and nobody may be about to: the engineer's line is. */
    record Dials(String engineer) implements Watch {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.dials(this);
        }
    }

    /** It is known how it ended, or nobody will ever tell. */
    record Settles(Finding finding) implements Watch {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.settles(this);
        }
    }
}
