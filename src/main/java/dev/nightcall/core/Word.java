package dev.nightcall.core;

/** What somebody's word on the end of a call, early, late or once more, does to what is known of it. */
public sealed interface Word {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T first(First first);

        T corrects(Corrects corrects);

        T known(Known known);

        T none(None none);
    }

    /**
     * The first one, which counts.
     *
     * @param call as it was when this was judged: the word is written only if it still is
     */
    record First(Call call, Finding finding, Outcome outcome) implements Word {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.first(this);
        }
    }

    /** A digit told late: it wins over what was told before, its times too, and the call is to be settled anew. */
    record Corrects(Call call, Finding finding, Outcome outcome) implements Word {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.corrects(this);
        }
    }

    /** The outcome stands, though what is said of the contact may be newer. What follows from the outcome may not be done. */
    record Known(Call call, Finding finding) implements Word {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.known(this);
        }
    }

    /** It says nothing about this call, or what is true no more. */
    record None(String reason) implements Word {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.none(this);
        }
    }
}
