package dev.nightcall.core;

import java.util.Optional;

/** What is done when Connect was asked for a call's contact. */
public sealed interface Sight {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T goesOn(GoesOn goesOn);

        T stops(Stops stops);

        T ends(Ends ends);
    }

    /**
     * It rings, people talk, its end may not be seen whole, or nothing is seen.
     *
     * @param tellsGone whether who is called is to be told that nothing is left of what they are called about
     * @param next      the next look; empty when others look
     */
    record GoesOn(boolean tellsGone, Optional<Look> next) implements Sight {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.goesOn(this);
        }
    }

    /**
     * The contact is to be ended, if Connect's quota has room: {@link Watching#again}.
     *
     * @param next the look that sees its end
     */
    record Stops(String contact, Look next) implements Sight {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.stops(this);
        }
    }

    /** It is known how it ended, or nobody will ever tell. */
    record Ends(Finding finding) implements Sight {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.ends(this);
        }
    }
}
