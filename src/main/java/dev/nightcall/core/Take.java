package dev.nightcall.core;

import java.time.Instant;

/** What becomes of an incident when somebody wants it. */
public sealed interface Take {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T taken(Taken taken);

        T renewed(Renewed renewed);

        T hadBefore(HadBefore hadBefore);

        T left(Left left);
    }

    /** It was open, and is theirs. @param reason in the words of the timeline */
    record Taken(String by, Instant until, String reason) implements Take {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.taken(this);
        }
    }

    /** Who has it has it for longer, or somebody takes it from them. @param reason in the words of the timeline */
    record Renewed(String by, Instant until, String reason) implements Take {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.renewed(this);
        }
    }

    /**
     * It is over by now, but was not when they said so: should it come back for what fires again, they have it. Nobody else has
     * had it. @param reason in the words of the timeline
     */
    record HadBefore(String by, Instant until, String reason) implements Take {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.hadBefore(this);
        }
    }

    /** It stays as it is: somebody else has it, they have it for longer already, or nobody has to be found for it. */
    record Left(String reason) implements Take {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.left(this);
        }
    }
}
