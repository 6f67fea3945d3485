package dev.nightcall.telephone;

import dev.nightcall.core.Proof;

/** What came of asking a telephone to dial: for the call, and for everybody who is to be phoned. */
public sealed interface Dialled {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T placed(Placed placed);

        T busy(Busy busy);

        T refused(Refused refused);

        T refusedPerhaps(RefusedPerhaps refused);

        T refusedToAll(RefusedToAll refused);

        T unknown(Unknown unknown);
    }

    /** It is being dialled. @param contactId by which the telephone knows the call */
    record Placed(String contactId) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.placed(this);
        }
    }

    /**
     * Nothing was dialled, and a little later it may be.
     *
     * @param reason for the timeline, as {@code 429 TooManyRequestsException}; so is that of the others
     * @param proof  what else than a call that is placed would show that nothing stands in the way any more
     */
    record Busy(String reason, Proof proof) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.busy(this);
        }
    }

    /**
     * Nothing was dialled, nor will be by this call: it is about its number, or about what it was to say.
     *
     * @param name of the refusal, for the outcome of the call, as {@code DestinationNotAllowedException}
     */
    record Refused(String name) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /**
     * Nothing was dialled; whether this is about the number alone only another number can tell.
     *
     * @param name as of {@link Refused}
     */
    record RefusedPerhaps(String reason, String name) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refusedPerhaps(this);
        }
    }

    /**
     * Nothing was dialled, nor will be to anybody until people mend something.
     *
     * @param setting what they have to mend
     * @param proof   as of {@link Busy}
     */
    record RefusedToAll(String reason, String setting, Proof proof) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refusedToAll(this);
        }
    }

    /** Nobody knows whether it was dialled. */
    record Unknown(String reason) implements Dialled {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown(this);
        }
    }
}
